// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { hasUnsequencedBatches } from 'backstage-plugin-audit-log-backend/src/database/operations/hasUnsequencedBatches';
import { TABLES } from 'backstage-plugin-audit-log-backend/src/database/tables';
import type { Knex } from 'knex';

const LOOK_EVERY_MS = 20;

/** Waits until everything is in order, and throws unless the sequences go from 0 to `events` - 1, each once. */
export async function requireGapless(
  knex: Knex,
  events: number,
): Promise<void> {
  while (await hasUnsequencedBatches(knex)) {
    await sleep(LOOK_EVERY_MS);
  }
  const batches: { first: string; count: number }[] = await knex(TABLES.batches)
    .orderBy('first_sequence')
    .select({ first: 'first_sequence', count: 'event_count' });
  let next = 0;
  for (const { first, count } of batches) {
    if (Number(first) !== next) {
      throw new Error(`A batch begins at sequence ${first}, not at ${next}`);
    }
    next += count;
  }
  const [{ rows }] = await knex(TABLES.events).count({ rows: '*' });
  if (next !== events || Number(rows) !== events) {
    throw new Error(`${next} sequences, ${rows} rows, ${events} appended`);
  }
}
