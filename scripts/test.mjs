// SPDX-License-Identifier: Apache-2.0
import { exitOnSignals } from './setup/exitOnSignals.mjs';
import { startPostgres } from './setup/postgres.mjs';
import { prepare } from './setup/prepare.mjs';
import { runMain } from './setup/runMain.mjs';
import { say } from './setup/say.mjs';
import { suites } from './suites/suites.mjs';

const CONNECTION_STRING =
  'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/**
 * `npm test`: sets up what is missing and runs every suite, to the end even where one fails. The last line counts the
 * tests of all of them, and each suite without tests of its own (lint, format, types, build) as one.
 */
async function test() {
  const toolchain = await prepare();
  const postgres = await findPostgres();
  const env = {
    ...toolchain.env,
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
    [CONNECTION_STRING]: postgres.connectionString,
  };

  let passed = 0;
  let failed = 0;
  try {
    for (const { title, run } of suites({ ...toolchain, env })) {
      say('');
      say(title);
      const count = await run();
      say(`${title}: ${count.passed} passed, ${count.failed} failed`);
      passed += count.passed;
      failed += count.failed;
    }
  } finally {
    await postgres.stop();
  }

  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

/** One that the environment names comes first. */
async function findPostgres() {
  const connectionString = process.env[CONNECTION_STRING];
  if (connectionString) {
    return { connectionString, stop: async () => {} };
  }
  say('Starting PostgreSQL 18');
  return startPostgres({ settings: ['fsync=off'] });
}

exitOnSignals();
await runMain(test);
