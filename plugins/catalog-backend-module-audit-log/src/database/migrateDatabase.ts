// SPDX-License-Identifier: Apache-2.0
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { isPostgres } from './engine';

/** The catalog has its own migrations in this database, under Knex's own names. */
const MIGRATIONS = {
  directory: resolvePackagePath(
    'backstage-plugin-catalog-backend-module-audit-log',
    'migrations',
  ),
  tableName: 'audit_log_knex_migrations',
};
const LOCK = `SELECT pg_advisory_xact_lock(hashtext('backstage-plugin-catalog-backend-module-audit-log/migrations'))`;

/**
 * Brings the module's tables up to date, safe for any number of processes that start at once, and for one that is killed
 * at it: all happens in one transaction, whose lock ends with it. Knex's own lock is a row that stays when its process
 * dies; whoever is in the transaction is alone, so one that is found was left behind.
 */
export async function migrateDatabase(knex: Knex): Promise<void> {
  await knex.transaction(async transaction => {
    if (isPostgres(knex)) {
      await transaction.raw(LOCK);
    }
    await transaction.migrate.forceFreeMigrationsLock(MIGRATIONS);
    await transaction.migrate.latest(MIGRATIONS);
  });
}
