// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { TABLES, type BatchRow, type StoredTime } from '../../database/tables';

/** When the first event of the ledger was recorded, in epoch milliseconds; undefined when there is none. */
export async function firstRecordedAt(
  knex: Knex,
  dialect: Dialect,
): Promise<number | undefined> {
  const [row]: { first: StoredTime | null }[] = await knex<BatchRow>(
    TABLES.batches,
  ).select(knex.raw('min(first_recorded_at) AS first'));
  return row.first === null ? undefined : dialect.readTime(row.first);
}
