// SPDX-License-Identifier: Apache-2.0
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import knexFactory, { type Knex } from 'knex';
import { createArchiveStore } from './createArchiveStore';
import { readArchiveSettings } from './readArchiveSettings';

const SQLITE = (filename: string): Knex.Config => ({
  client: 'better-sqlite3',
  connection: { filename },
  useNullAsDefault: true,
});
const POSTGRES: Knex.Config = { client: 'pg' };

describe('createArchiveStore', () => {
  const logger = mockServices.logger.mock();
  const opened: Knex[] = [];

  afterEach(async () => {
    await Promise.all(opened.splice(0).map(knex => knex.destroy()));
    logger.warn.mockClear();
  });

  /** Nothing connects to the database. */
  function storeOf(
    database: Knex.Config,
    archive: JsonObject = {},
    backend: JsonObject = {},
  ) {
    const config = new ConfigReader({ auditLog: { archive }, backend });
    const knex = knexFactory(database);
    opened.push(knex);
    const settings = readArchiveSettings(config);
    return createArchiveStore(settings, { config, knex, logger });
  }

  it('is beside a SQLite database', () => {
    const backend = { workingDirectory: '/tmp/srv' };
    const store = storeOf(SQLITE('/data/audit-log.sqlite'), {}, backend);
    expect(store).toMatchObject({
      kind: 'directory',
      location: '/data/audit-log-archive',
    });
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('is of this process where the database is', () => {
    const one = storeOf(SQLITE(':memory:')).location;
    const other = storeOf(SQLITE(':memory:')).location;
    expect(one.startsWith(join(tmpdir(), 'audit-log-archive-'))).toBe(true);
    expect(other).not.toBe(one);
  });

  it('is on this machine with PostgreSQL, and says that replicas need another', () => {
    const backend = { workingDirectory: '/srv' };
    expect(storeOf(POSTGRES, {}, backend).location).toBe(
      '/srv/audit-log-archive',
    );
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/several replicas.*auditLog.archive.s3/),
    );
    expect(storeOf(POSTGRES).location).toBe(
      join(process.cwd(), 'audit-log-archive'),
    );
  });

  it('is where the configuration says', () => {
    expect(storeOf(POSTGRES, { directory: '/mnt/archive' }).location).toBe(
      '/mnt/archive',
    );
    const s3 = { bucket: 'b', prefix: 'p' };
    expect(storeOf(POSTGRES, { s3 })).toMatchObject({
      kind: 's3',
      location: 's3://b/p',
    });
    expect(logger.warn).not.toHaveBeenCalled();
  });
});
