// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES, type BatchRow } from '../tables';

/** Whether any batch waits for its place in the order: one look into a small partial index. */
export async function hasUnsequencedBatches(knex: Knex): Promise<boolean> {
  const batch = await knex<BatchRow>(TABLES.batches)
    .whereNull('first_sequence')
    .first('batch');
  return batch !== undefined;
}
