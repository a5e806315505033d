// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Dialect } from './dialect';

const MIGRATIONS = {
  directory: resolvePackagePath(
    'backstage-plugin-audit-log-backend',
    'migrations',
  ),
};
const RETRY_MS = 200;
/** Longer than any migration of ours may take on a large ledger. */
const GIVE_UP_MS = 5 * 60 * 1000;

/**
 * Brings the schema up to date, safe for any number of processes that start at once, and for one that is killed at it.
 *
 * Knex's own lock is a row that stays when its process dies, or when SQLite is too busy to let it go, and then keeps
 * everyone out for good. So all happens in one transaction, whose lock ends with it: whoever is in there is alone, and a
 * row of Knex's that is found locked was left by someone who is not there any more.
 */
export async function migrateDatabase(
  knex: Knex,
  dialect: Dialect,
): Promise<void> {
  const deadline = Date.now() + GIVE_UP_MS;
  for (;;) {
    try {
      await knex.transaction(async transaction => {
        if (dialect.migrationLock) {
          await transaction.raw(dialect.migrationLock);
        }
        await transaction.migrate.forceFreeMigrationsLock(MIGRATIONS);
        await transaction.migrate.latest(MIGRATIONS);
      });
      return;
    } catch (error: unknown) {
      if (!dialect.isConcurrencyError(error)) {
        throw error;
      }
      if (Date.now() > deadline) {
        throw new ServiceUnavailableError(
          `The audit log's database is still being written to by another process after ${
            GIVE_UP_MS / 1000
          } seconds, so that it could not be brought up to date; stop that process and start again`,
          error,
        );
      }
      // At random, so that processes started together do not meet again.
      await sleep(RETRY_MS * (0.5 + Math.random()));
    }
  }
}
