// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import { TABLES, type BatchRow } from '../../../database/tables';

/** When the batch that a sequence is in had been recorded, ISO 8601: batches stay when their events have gone. */
export async function recordedUntil(
  knex: Knex,
  dialect: Dialect,
  sequence: number,
): Promise<string | undefined> {
  const row = await knex<BatchRow>(TABLES.batches)
    .where('first_sequence', '<=', sequence)
    .orderBy('first_sequence', 'desc')
    .first('last_recorded_at');
  return row && new Date(dialect.readTime(row.last_recorded_at)).toISOString();
}
