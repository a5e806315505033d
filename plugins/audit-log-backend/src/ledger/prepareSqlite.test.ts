// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knexFactory from 'knex';
import { prepareSqlite } from './prepareSqlite';

const FULL = 2;

describe('prepareSqlite', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'audit-log-'));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  it('makes commits durable on every connection there is and will be', async () => {
    const knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: join(directory, 'ledger.sqlite') },
      useNullAsDefault: true,
      pool: { min: 0, max: 2 },
    });
    try {
      await prepareSqlite(knex);

      // A transaction that is open makes the pool open another connection.
      const transaction = await knex.transaction();
      for (const connection of [transaction, knex]) {
        expect(await connection.raw('PRAGMA synchronous')).toEqual([
          { synchronous: FULL },
        ]);
        expect(await connection.raw('PRAGMA journal_mode')).toEqual([
          { journal_mode: 'wal' },
        ]);
      }
      await transaction.rollback();
    } finally {
      await knex.destroy();
    }
  });
});
