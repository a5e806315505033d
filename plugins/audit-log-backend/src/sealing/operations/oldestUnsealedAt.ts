// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { TABLES, type BatchRow } from '../../database/tables';

/** When the first batch from a sequence on was committed, in epoch milliseconds; undefined when there is none. */
export async function oldestUnsealedAt(
  knex: Knex,
  dialect: Dialect,
  from: number,
): Promise<number | undefined> {
  const row = await knex<BatchRow>(TABLES.batches)
    .where('first_sequence', '>=', from)
    .orderBy('first_sequence')
    .first('committed_at');
  return row && dialect.readTime(row.committed_at);
}
