// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { dialectOf } from './dialect';
import { migrateDatabase } from './migrateDatabase';
import { TABLES } from './tables';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'migrateDatabase on %s',
  databaseId => {
    it('is not kept out by the lock of a process that was killed at it', async () => {
      const knex = await databases.init(databaseId);
      const dialect = dialectOf(knex);
      await migrateDatabase(knex, dialect);
      await knex('knex_migrations_lock').update({ is_locked: 1 });
      await migrateDatabase(knex, dialect);
      expect(await knex('knex_migrations_lock').select('is_locked')).toEqual([
        { is_locked: 0 },
      ]);
    });

    it('leaves nothing behind when it fails halfway', async () => {
      const knex = await databases.init(databaseId);
      const dialect = dialectOf(knex);
      // In the way of a table that is made late.
      await knex.schema.createTable(TABLES.rollups, table => table.text('x'));
      await expect(migrateDatabase(knex, dialect)).rejects.toThrow(/exists/);
      expect(await knex.schema.hasTable(TABLES.ledger)).toBe(false);
      await knex.schema.dropTable(TABLES.rollups);
      await migrateDatabase(knex, dialect);
      expect(await knex(TABLES.ledger).count({ rows: '*' })).toEqual([
        { rows: expect.anything() },
      ]);
    });
  },
);
