// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import { TABLES, type StoredTime } from '../../../database/tables';

/**
 * When the first event of the live table was recorded, from a time on; undefined when there is none. Epoch milliseconds. A look
 * into the key for each stream, of which there are few: never a scan.
 */
export async function earliestRecorded(
  knex: Knex,
  dialect: Dialect,
  from: number,
): Promise<number | undefined> {
  const earliest = `(SELECT e.recorded_at FROM ${TABLES.events} e WHERE e.stream = s.stream AND e.recorded_at >= ? ORDER BY e.recorded_at LIMIT 1)`;
  const [row]: { time: StoredTime | null }[] = await knex
    .from({ s: TABLES.streams })
    .select(knex.raw(`min(${earliest}) AS time`, [dialect.writeTime(from)]));
  return row.time === null ? undefined : dialect.readTime(row.time);
}
