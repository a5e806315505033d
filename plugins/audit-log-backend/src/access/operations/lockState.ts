// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { ACCESS_TABLES } from '../../database/accessTables';

/** Counts a change, and thereby makes all others wait until this transaction ends. */
export async function lockState(
  transaction: Knex.Transaction,
  column: 'version' | 'directory_version',
): Promise<void> {
  await transaction(ACCESS_TABLES.state).where({ id: 1 }).increment(column, 1);
}
