// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES, type BatchRow } from '../../database/tables';

/** The sequence that the batch begins with which an event is in; that of the event when there is none. */
export async function lastBatchUpTo(
  knex: Knex,
  sequence: number,
): Promise<number> {
  const row = await knex<BatchRow>(TABLES.batches)
    .where('first_sequence', '<=', sequence)
    .orderBy('first_sequence', 'desc')
    .first('first_sequence');
  return Number(row?.first_sequence ?? sequence);
}
