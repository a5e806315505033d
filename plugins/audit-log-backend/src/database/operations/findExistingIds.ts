// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../dialect';
import { TABLES } from '../tables';

/**
 * Which of these events the ledger already has, in any stream. The time in each id leads to its partition and, with the
 * few streams there are, into the key.
 */
export async function findExistingIds(
  knex: Knex,
  dialect: Dialect,
  events: readonly { readonly id: string; readonly recorded_at: number }[],
): Promise<ReadonlySet<string>> {
  const times = events.map(event => event.recorded_at);
  const given = knex.raw(
    dialect.rowsFromJson({ id: 'uuid', recorded_at: 'time' }),
    [
      JSON.stringify(
        events.map(event => ({
          id: event.id,
          recorded_at: dialect.writeTime(event.recorded_at),
        })),
      ),
    ],
  );
  const found = await knex
    .from(given)
    // SQLite keeps to the order of a CROSS JOIN: from the events asked for into the key, and never the other way round.
    .joinRaw(
      `CROSS JOIN ${TABLES.streams} AS streams CROSS JOIN ${TABLES.events} AS events`,
    )
    .whereRaw(
      'events.stream = streams.stream AND events.recorded_at = given.recorded_at AND events.id = given.id',
    )
    // The bounds let PostgreSQL leave out partitions when it plans.
    .whereBetween('events.recorded_at', [
      dialect.writeTime(Math.min(...times)),
      dialect.writeTime(Math.max(...times)),
    ])
    .select<{ id: string }[]>({ id: 'events.id' });
  return new Set(found.map(row => row.id));
}
