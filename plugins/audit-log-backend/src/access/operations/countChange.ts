// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { ACCESS_TABLES } from '../../database/accessTables';

/** Counts a change, by which every replica finds out that there was one. */
export async function countChange(
  transaction: Knex.Transaction,
  counter: 'version' | 'directory_version',
): Promise<void> {
  await transaction(ACCESS_TABLES.state).where({ id: 1 }).increment(counter, 1);
}
