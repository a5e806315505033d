// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Dialect } from './dialect';

const MIGRATIONS = resolvePackagePath(
  'backstage-plugin-audit-log-backend',
  'migrations',
);
const RETRY_MS = 200;
/** Longer than any migration of ours may take on a large ledger. */
const GIVE_UP_MS = 5 * 60 * 1000;

/**
 * Brings the schema up to date, safe for any number of processes that start at once.
 *
 * Knex's own lock refuses the second of two processes (MigrationLocked) instead of making it wait, and is itself in
 * tables that both may be creating; either way the process tries again until the first is done.
 */
export async function migrateDatabase(
  knex: Knex,
  dialect: Dialect,
): Promise<void> {
  const deadline = Date.now() + GIVE_UP_MS;
  for (;;) {
    try {
      await knex.migrate.latest({ directory: MIGRATIONS });
      return;
    } catch (error: unknown) {
      if (!isConcurrentStart(error, dialect)) {
        throw error;
      }
      if (Date.now() > deadline) {
        throw new ServiceUnavailableError(
          `The audit log's database is still locked by another process's migration after ${
            GIVE_UP_MS / 1000
          } seconds; if none is running, one was killed: run 'npx knex migrate:unlock' on the database of plugin audit-log`,
          error,
        );
      }
      // At random, so that processes started together do not meet again.
      await sleep(RETRY_MS * (0.5 + Math.random()));
    }
  }
}

function isConcurrentStart(error: unknown, dialect: Dialect): boolean {
  return (
    (error instanceof Error && error.name === 'MigrationLocked') ||
    dialect.isConcurrencyError(error) ||
    // Two processes creating one table meet in PostgreSQL's own catalog of types.
    dialect.isUniqueViolation(error) ||
    (error instanceof Error && /table .* already exists/.test(error.message))
  );
}
