// SPDX-License-Identifier: Apache-2.0
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { SigningKey } from 'backstage-plugin-audit-log-verify';
import knexFactory, { type Knex } from 'knex';
import { dialectOf } from '../../database/dialect';
import { readSealingSettings } from '../SealingSettings';
import { createSealingKeys } from './createSealingKeys';

const CONFIGURED = SigningKey.generate('localhost/audit-log');

describe('createSealingKeys', () => {
  let directory: string;
  const logger = mockServices.logger.mock();
  const opened: Knex[] = [];

  beforeEach(async () => {
    jest.clearAllMocks();
    directory = await mkdtemp(join(tmpdir(), 'audit-log-'));
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map(knex => knex.destroy()));
    await rm(directory, { recursive: true });
  });

  /** The verifier keys of a backend with such a database. Nothing connects to it. */
  async function keysOf(
    database: Knex.Config,
    sealing: JsonObject = {},
    backend: JsonObject = {},
  ) {
    const config = new ConfigReader({ auditLog: { sealing }, backend });
    const knex = knexFactory({ useNullAsDefault: true, ...database });
    opened.push(knex);
    const { signing } = await createSealingKeys({
      config,
      settings: readSealingSettings(config),
      knex,
      dialect: dialectOf(knex),
      logger,
    });
    return signing.map(({ verifier }) => verifier);
  }
  const sqlite = (filename: string): Knex.Config => ({
    client: 'better-sqlite3',
    connection: { filename },
  });
  const POSTGRES: Knex.Config = { client: 'pg' };

  it('makes one beside the database, once', async () => {
    const database = sqlite(join(directory, 'audit-log.sqlite'));
    const [key] = await keysOf(database);
    expect(await readdir(directory)).toEqual(['audit-log-sealing-key.pem']);
    expect(await keysOf(database)).toEqual([key]);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('keeps that of a database in memory in memory', async () => {
    const workingDirectory = directory;
    const [one] = await keysOf(sqlite(':memory:'), {}, { workingDirectory });
    const [other] = await keysOf(sqlite(':memory:'), {}, { workingDirectory });
    expect(one).not.toBe(other);
    expect(await readdir(directory)).toEqual([]);
  });

  it('takes those of the configuration, and makes none', async () => {
    const keys = [{ privateKey: CONFIGURED.toPem() }];
    expect(
      await keysOf(POSTGRES, { keys }, { workingDirectory: directory }),
    ).toEqual([CONFIGURED.verifier]);
    expect(await readdir(directory)).toEqual([]);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('takes the file that is named, and nothing else', async () => {
    const keyFile = join(directory, 'mine.pem');
    await writeFile(keyFile, CONFIGURED.toPem(), { mode: 0o600 });
    expect(await keysOf(POSTGRES, { keyFile })).toEqual([CONFIGURED.verifier]);
    await writeFile(keyFile, 'not a key');
    await expect(keysOf(POSTGRES, { keyFile })).rejects.toThrow();
    await chmod(keyFile, 0o644);
    await expect(keysOf(POSTGRES, { keyFile })).rejects.toThrow(/chmod 600/);
  });

  it('says on PostgreSQL how all replicas get one', async () => {
    await keysOf(POSTGRES, {}, { workingDirectory: directory });
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn.mock.calls[0][0]).toMatch(
      /openssl genpkey .* auditLog.sealing.keys/,
    );
  });

  it('goes without where none can be had, and says so', async () => {
    const workingDirectory = join(directory, 'file');
    await writeFile(workingDirectory, '');
    expect(await keysOf(POSTGRES, {}, { workingDirectory })).toEqual([]);
    expect(logger.warn).toHaveBeenLastCalledWith(
      expect.stringMatching(/is not sealed, since there is no key/),
      expect.anything(),
    );
  });

  it('makes none where nothing is sealed', async () => {
    const off = { enabled: false };
    expect(
      await keysOf(POSTGRES, off, { workingDirectory: directory }),
    ).toEqual([]);
    expect(await readdir(directory)).toEqual([]);
  });
});
