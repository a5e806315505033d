// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import { seed } from './seeding/seed';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Fills the database of a portal with activity before it starts, from the command line:
 *
 * yarn workspace audit-log-bench seed --database /path/to/audit-log.sqlite --events 100000
 */
async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      database: { type: 'string' },
      events: { type: 'string', default: '100000' },
      days: { type: 'string', default: '30' },
    },
  });
  const { database, events, days } = values;
  if (!database) {
    throw new Error(
      'Say where: --database <postgresql://… or file.sqlite> [--events 100000] [--days 30]',
    );
  }
  const begun = performance.now();
  const to = Date.now();
  const from = to - Number(days) * DAY_MS;
  await seed({ database, events: Number(events), from, to });
  const seconds = Math.round((performance.now() - begun) / 1000);
  process.stdout.write(`${events} events in ${seconds} s\n`);
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
