// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { Checkpoint } from 'backstage-plugin-audit-log-common';
import { signCheckpoint, SigningKey } from 'backstage-plugin-audit-log-verify';
import { SealingKeys } from '../keys/SealingKeys';
import { parseFileName } from './checkpointFile';
import { DirectoryOutlet } from './DirectoryOutlet';
import { LogOutlet } from './LogOutlet';
import { superfluousFiles } from './superfluousFiles';

const KEY = SigningKey.generate('portal.example.com/audit-log');
const NOW = Date.parse('2026-11-24T12:00:00.000Z');

function checkpoint(size: number, time = NOW, key = KEY): Checkpoint {
  const root = Buffer.alloc(32, size);
  const sealedAt = new Date(time).toISOString();
  return {
    size,
    root: root.toString('base64'),
    sealedAt,
    note: signCheckpoint({ origin: key.name, size, root, time: sealedAt }, [
      key,
    ]),
  };
}

describe('LogOutlet', () => {
  it('tells the first, one in a while, and the last', async () => {
    const logger = mockServices.logger.mock();
    let time = 0;
    const outlet = LogOutlet.create({
      logger,
      everyMs: 1000,
      now: () => time,
    });
    for (time of [0, 500, 999, 1000, 1500]) {
      outlet.put(checkpoint(time));
    }
    await outlet.close();
    await outlet.close();
    const told = logger.info.mock.calls.map(([message]) => message);
    expect(told).toEqual([
      expect.stringContaining('the first 0 events'),
      expect.stringContaining('the first 1000 events'),
      expect.stringContaining('the first 1500 events'),
    ]);
    const [, note] = /("portal.*")$/.exec(told[1])!;
    expect(JSON.parse(note)).toBe(checkpoint(1000).note);
  });
});

describe('DirectoryOutlet', () => {
  let directory: string;
  const keys = SealingKeys.of({ signing: [KEY] });
  const logger = mockServices.logger.mock();

  beforeEach(async () => {
    jest.clearAllMocks();
    directory = await mkdtemp(join(tmpdir(), 'audit-log-'));
  });

  afterEach(() => rm(directory, { recursive: true }));

  const outletOf = (path = directory) =>
    DirectoryOutlet.create({ directory: path, logger, now: () => NOW });

  it('writes a file for each, and reads the largest', async () => {
    const path = join(directory, 'a', 'b');
    const outlet = outletOf(path);
    expect(await outlet.newest(keys)).toBeUndefined();
    for (const size of [9, 10]) {
      outlet.put(checkpoint(size));
      await outlet.close();
    }
    expect((await readdir(path)).sort()).toEqual([
      '10-2026-11-24T12-00-00.000Z.checkpoint',
      '9-2026-11-24T12-00-00.000Z.checkpoint',
    ]);
    expect(
      await readFile(
        join(path, '9-2026-11-24T12-00-00.000Z.checkpoint'),
        'utf8',
      ),
    ).toBe(checkpoint(9).note);
    expect(await outletOf(path).newest(keys)).toMatchObject({
      size: 10,
      root: Buffer.alloc(32, 10),
    });
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('does not fall behind: of many, it leaves some out, and never the last', async () => {
    const outlet = outletOf();
    for (let size = 1; size <= 500; size++) {
      outlet.put(checkpoint(size));
    }
    await outlet.close();
    expect(await outlet.newest(keys)).toMatchObject({ size: 500 });
    expect((await readdir(directory)).length).toBeLessThan(500);
  });

  it('passes over what is broken, and what somebody else has signed', async () => {
    const outlet = outletOf();
    outlet.put(checkpoint(5));
    await outlet.close();
    const file = (size: number) =>
      join(directory, `${size}-2026-11-24T12-00-00.000Z.checkpoint`);
    await writeFile(file(6), checkpoint(6).note.slice(0, 40));
    await writeFile(
      file(7),
      checkpoint(7, NOW, SigningKey.generate(KEY.name)).note,
    );
    await writeFile(file(8), checkpoint(8).note.replace('\n8\n', '\n9\n'));
    await writeFile(join(directory, 'note.txt'), 'x');

    for (let time = 0; time < 3; time++) {
      expect(await outlet.newest(keys)).toMatchObject({ size: 5 });
    }
    expect(logger.warn).toHaveBeenCalledTimes(3);
  });

  it('says once that it cannot write, and goes on', async () => {
    const path = join(directory, 'file');
    await writeFile(path, '');
    const outlet = outletOf(path);
    for (const size of [1, 2, 3]) {
      outlet.put(checkpoint(size));
      await outlet.close();
    }
    expect(logger.warn).toHaveBeenCalledTimes(1);
    await rm(path);
    outlet.put(checkpoint(4));
    await outlet.close();
    expect(await outlet.newest(keys)).toMatchObject({ size: 4 });
  });

  it('keeps fewer of what is older', async () => {
    const outlet = outletOf();
    const DAY = 24 * 60 * 60_000;
    const old = [0, 1000, 2000].map(ms =>
      checkpoint(1 + ms, NOW - 2 * DAY + ms),
    );
    for (const each of [...old, checkpoint(5000)]) {
      const name = `${each.size}-${each.sealedAt.replaceAll(':', '-')}`;
      await writeFile(join(directory, `${name}.checkpoint`), each.note);
    }
    outlet.put(checkpoint(5001));
    await outlet.close();
    expect(
      (await readdir(directory)).map(name => parseFileName(name)?.size).sort(),
    ).toEqual([2001, 5000, 5001]);
  });
});

describe('superfluousFiles', () => {
  it('has the last of each minute after an hour, and of each hour after a day', () => {
    const minutes = [
      0, 0.5, 59.9, 60.1, 60.5, 61.2, 1439.6, 1439.8, 1500.5, 1501, 1560, 1561,
    ];
    const files = minutes.map((age, index) => ({
      name: String(age),
      size: 1000 - index,
      time: NOW - age * 60_000,
    }));
    // The third last and the two before it are of the same hour, from 10:00 to 10:59 of the day before.
    expect(
      superfluousFiles(files, NOW).map(({ name }) => Number(name)),
    ).toEqual([60.5, 1439.8, 1501, 1560]);
  });
});
