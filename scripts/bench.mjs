// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { exitOnSignals } from './setup/exitOnSignals.mjs';
import { startPostgres } from './setup/postgres.mjs';
import { prepare } from './setup/prepare.mjs';
import { repository } from './setup/repository.mjs';
import { runMain } from './setup/runMain.mjs';
import { runProcess } from './setup/runProcess.mjs';
import { say } from './setup/say.mjs';

/** `npm run bench`: measures side by side, on SQLite and on a real PostgreSQL; what follows is passed on. */
async function bench() {
  const { node, env } = await prepare();
  say('Starting PostgreSQL');
  const postgres = await startPostgres({ settings: ['shared_buffers=512MB'] });
  try {
    return await runProcess(
      [
        node,
        '--require',
        join(
          repository,
          'node_modules/@backstage/cli-node/config/nodeTransform.cjs',
        ),
        join(repository, 'test/bench/src/index.ts'),
        ...process.argv.slice(2),
      ],
      {
        env: { ...env, AUDIT_LOG_BENCH_POSTGRES: postgres.connectionString },
      },
    );
  } finally {
    await postgres.stop();
  }
}

exitOnSignals();
await runMain(bench);
