// SPDX-License-Identifier: Apache-2.0
import {
  mkdir,
  mkdtemp,
  readdir,
  rm,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { mockServices } from '@backstage/backend-test-utils';
import { Claim } from './Claim';
import { Journal } from './Journal';
import { currentOwner, type Owner } from './Owner';

describe('Claim', () => {
  let directory: string;
  let claim: Claim;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'audit-log-claim-'));
    claim = await Claim.create(directory);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await claim.release();
    await rm(directory, { recursive: true });
  });

  /** The folder of a process, with one file in it. */
  const leave = async (owner?: Partial<Owner> | string) => {
    const folder = join(directory, 'other');
    await mkdir(folder);
    await writeFile(join(folder, '1.journal'), '');
    if (owner !== undefined) {
      const content =
        typeof owner === 'string'
          ? owner
          : JSON.stringify({ ...currentOwner(), ...owner });
      await writeFile(join(folder, 'owner.json'), content);
    }
    return folder;
  };

  it.each([
    ['runs no more', { pid: 2 ** 22 + 1 }],
    ['had the id that we have now', { started: '1' }],
    ['gave it up', undefined],
  ])('takes the files of a process that %s', async (_, owner) => {
    await leave(owner);
    expect(await claim.takeOver()).toEqual([join(claim.folder, '1.journal')]);
    expect(await readdir(directory)).toEqual([claim.token]);
    expect(await claim.takeOver()).toEqual([]);
  });

  it('takes nothing of a process that runs', async () => {
    await leave({});
    expect(await claim.takeOver()).toEqual([]);
  });

  it.each([
    ['in another container', { namespace: 'pid:[1]' }],
    ['on another machine', { host: 'other', boot: 'other' }],
    ['that cannot be read', 'torn'],
  ])(
    'takes the files of a process %s when it gives no sign for a minute',
    async (_, owner) => {
      const folder = await leave(owner);
      const begin = performance.now();
      const at = (seconds: number) =>
        jest.spyOn(performance, 'now').mockReturnValue(begin + seconds * 1_000);
      at(0);
      expect(await claim.takeOver()).toEqual([]);
      at(59);
      expect(await claim.takeOver()).toEqual([]);
      const sign = new Date(Date.now() - 60_000);
      await utimes(join(folder, 'owner.json'), sign, sign);
      at(61);
      expect(await claim.takeOver()).toEqual([]);
      at(120);
      expect(await claim.takeOver()).toEqual([]);
      at(122);
      expect(await claim.takeOver()).toHaveLength(1);
    },
  );

  it('clears away what a process was making that ended meanwhile', async () => {
    const make = async (name: string, owner?: Partial<Owner>) => {
      await mkdir(join(directory, name));
      if (owner) {
        await writeFile(
          join(directory, name, 'owner.json'),
          JSON.stringify({ ...currentOwner(), ...owner }),
        );
      }
    };
    await make('.new-ended', { pid: 2 ** 22 + 1 });
    await make('.new-running', {});
    await make('.new-empty');
    await make('.other');
    const begin = performance.now();
    const left = async (seconds: number) => {
      jest.spyOn(performance, 'now').mockReturnValue(begin + seconds * 1_000);
      expect(await claim.takeOver()).toEqual([]);
      return (await readdir(directory))
        .filter(name => name !== claim.token)
        .sort();
    };
    expect(await left(0)).toEqual(['.new-empty', '.new-running', '.other']);
    expect(await left(59)).toEqual(['.new-empty', '.new-running', '.other']);
    expect(await left(61)).toEqual(['.new-running', '.other']);
    expect(await readdir(claim.folder)).toEqual(['owner.json']);
  });

  it('is noticed to be taken by a process that was stopped for long', async () => {
    const logger = mockServices.logger.mock();
    const options = { directory, maxSize: 1_000_000, logger };
    const stopped = await Journal.open(options);
    await stopped.append([{ rank: 1, content: '"before"' }]);
    const [folder] = (await readdir(directory)).filter(
      name => name !== claim.token,
    );
    // Another one takes it for dead.
    await rm(join(directory, folder, 'owner.json'));
    const other = await Journal.open(options);
    const most = { entries: 10, bytes: 1_000 };
    expect((await other.read(most))?.entries).toMatchObject([
      { content: '"before"' },
    ]);
    await other.done();
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 10 * 60_000);
    // It is in other hands, which hand it on.
    expect(await stopped.read(most)).toBeUndefined();
    await stopped.append([{ rank: 1, content: '"after"' }]);
    expect((await stopped.read(most))?.entries).toMatchObject([
      { content: '"after"' },
    ]);
    await stopped.done();
    await Promise.all([stopped.close(), other.close()]);
  });
});
