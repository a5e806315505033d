// SPDX-License-Identifier: Apache-2.0
import { benchCommand } from './bench/benchCommand.mjs';
import { exitOnSignals } from './setup/exitOnSignals.mjs';
import { startPostgres } from './setup/postgres.mjs';
import { prepare } from './setup/prepare.mjs';
import { runMain } from './setup/runMain.mjs';
import { runProcess } from './setup/runProcess.mjs';
import { say } from './setup/say.mjs';

/** What someone sets who means to store a few gigabytes. Nothing that makes a commit less than durable. */
const SETTINGS = ['shared_buffers=1GB', 'max_wal_size=4GB'];

/**
 * `npm run bench`: measures side by side, on SQLite and on a real PostgreSQL, and prints the table of targets; what follows
 * is passed on. `yarn bench --only <part>`, `--events <number>`, `--short`, `--json <file>`.
 */
async function bench() {
  const { node, env } = await prepare();
  say('Starting PostgreSQL');
  const postgres = await startPostgres({ settings: SETTINGS });
  try {
    return await runProcess([node, ...benchCommand(process.argv.slice(2))], {
      env: { ...env, AUDIT_LOG_BENCH_POSTGRES: postgres.connectionString },
    });
  } finally {
    await postgres.stop();
  }
}

exitOnSignals();
await runMain(bench);
