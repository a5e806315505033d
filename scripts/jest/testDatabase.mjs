// SPDX-License-Identifier: Apache-2.0
import { exitOnSignals } from '../setup/exitOnSignals.mjs';
import { startPostgres } from '../setup/postgres.mjs';

const CONNECTION_STRING =
  'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/** @type {import('../setup/postgres.mjs').Postgres | undefined} */
let postgres;

/**
 * Gives jest a real PostgreSQL for the tests that ask for `POSTGRES_18`, so that one package can be tested on its own.
 * Where the environment names one already, as `npm test` does, that one serves.
 */
export async function startTestDatabase() {
  process.env.BACKSTAGE_TEST_DISABLE_DOCKER = '1';
  if (!process.env[CONNECTION_STRING]) {
    exitOnSignals();
    postgres = await startPostgres({ settings: ['fsync=off'] });
    process.env[CONNECTION_STRING] = postgres.connectionString;
  }
}

/** Ends the one of our own. */
export async function stopTestDatabase() {
  if (postgres) {
    delete process.env[CONNECTION_STRING];
    await postgres.stop();
    postgres = undefined;
  }
}
