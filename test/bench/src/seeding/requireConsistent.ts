// SPDX-License-Identifier: Apache-2.0
import { TABLES } from 'backstage-plugin-audit-log-backend/src/database/tables';
import type { Knex } from 'knex';
import { COUNTED } from './countedTables';

/** Each gives no rows of a ledger in which everything fits. */
const CONTRADICTIONS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    COUNTED.map(({ table, unit, by }) => [
      `wrong counts in ${table}`,
      recount(table, unit, by),
    ]),
  ),
  'ids with another time in them': `
    SELECT 1 FROM ${TABLES.events}
    WHERE uuid_extract_timestamp(id) IS DISTINCT FROM recorded_at`,
  'batches that do not hold what they say': `
    SELECT 1 FROM ${TABLES.batches} b LEFT JOIN (
      SELECT stream, batch, count(*) AS events, min(recorded_at) AS first, max(recorded_at) AS last, max(position) + 1 AS positions
      FROM ${TABLES.events} GROUP BY 1, 2
    ) e USING (stream, batch)
    WHERE (e.events, e.positions, e.first, e.last) IS DISTINCT FROM
      (b.event_count::bigint, b.event_count, b.first_recorded_at, b.last_recorded_at)`,
  'sequences with a gap': `
    SELECT 1 FROM (
      SELECT first_sequence, lag(first_sequence + event_count, 1, 0::bigint) OVER (ORDER BY first_sequence) AS expected
      FROM ${TABLES.batches}
    ) ordered WHERE first_sequence IS DISTINCT FROM expected`,
  'events in the default partition': `SELECT 1 FROM ${TABLES.events}_default`,
};

/** Throws unless a ledger holds so many events, and counts, batches and order are what a recount gives. */
export async function requireConsistent(
  knex: Knex,
  events: number,
): Promise<void> {
  const [{ count }] = await knex(TABLES.events).count({ count: '*' });
  if (Number(count) !== events) {
    throw new Error(`${count} events instead of ${events}`);
  }
  await knex.transaction(async transaction => {
    // Enough that nothing is sorted on disk.
    await transaction.raw(`SET LOCAL work_mem = '256MB'`);
    for (const [what, query] of Object.entries(CONTRADICTIONS)) {
      const { rows } = await transaction.raw(
        `SELECT count(*) AS found FROM (${query}) contradictions`,
      );
      if (Number(rows[0].found) > 0) {
        throw new Error(`The seeded ledger has ${rows[0].found} ${what}`);
      }
    }
  });
}

/** The hours or days of which a table of counts says something else than the events do. */
function recount(table: string, unit: string, by: readonly string[]): string {
  return `
    SELECT 1 FROM (
      SELECT hour, ${by}, sum(events) AS events FROM ${table} GROUP BY hour, ${by}
    ) counted FULL JOIN (
      SELECT date_trunc('${unit}', occurred_at, 'UTC') AS hour, ${by.map(
    column => (column === 'actor' ? `coalesce(actor, '') AS actor` : column),
  )}, count(*) AS events
      FROM ${TABLES.events} GROUP BY 1, ${by.map((_, index) => index + 2)}
    ) recount USING (hour, ${by})
    WHERE counted.events IS DISTINCT FROM recount.events`;
}
