// SPDX-License-Identifier: Apache-2.0
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { createTestCatalog, entityOf } from '../__testUtils__/testCatalog';
import { testWatch } from '../__testUtils__/testWatch';
import { migrateDatabase } from './migrateDatabase';
import { TABLES } from './tables';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const MIGRATIONS = {
  directory: resolvePackagePath(
    'backstage-plugin-catalog-backend-module-audit-log',
    'migrations',
  ),
  tableName: 'audit_log_knex_migrations',
};

describe.each(databases.eachSupportedId())(
  'migrateDatabase on %s',
  databaseId => {
    it('is done once by many that start at the same time, whatever the catalog does meanwhile', async () => {
      const knex = await databases.init(databaseId);
      await Promise.all([
        createTestCatalog(knex),
        ...Array.from({ length: 20 }, () => migrateDatabase(knex)),
      ]);
      expect(await knex(TABLES.watch)).toMatchObject([
        { id: 1, version: expect.anything() },
      ]);
      expect(await knex('knex_migrations')).not.toHaveLength(0);
      expect(await knex(MIGRATIONS.tableName)).toHaveLength(1);
    });

    it('is not kept out by the lock of a process that was killed at it', async () => {
      const knex = await databases.init(databaseId);
      await migrateDatabase(knex);
      const lock = `${MIGRATIONS.tableName}_lock`;
      await knex(lock).update({ is_locked: 1 });
      await migrateDatabase(knex);
      expect(await knex(lock).select('is_locked')).toEqual([{ is_locked: 0 }]);
    });

    it('goes down with data in the tables and up again, and leaves the catalog alone', async () => {
      const knex = await databases.init(databaseId);
      const catalog = await createTestCatalog(knex);
      const { settle, lookAndDeliver, auditLog } = testWatch(knex);
      await catalog.put(entityOf('System:shop'));
      await settle();
      await knex.migrate.rollback(MIGRATIONS, true);
      for (const table of Object.values(TABLES)) {
        expect(await knex.schema.hasTable(table)).toBe(false);
      }
      expect(await knex('final_entities')).toHaveLength(1);

      await migrateDatabase(knex);
      await lookAndDeliver();
      await lookAndDeliver();
      expect(auditLog.told).toEqual(['catalog-baseline']);
    });
  },
);
