// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { ACCESS_TABLES } from '../../database/accessTables';

/** Makes all other changes wait until this transaction ends. */
export async function lockState(transaction: Knex.Transaction): Promise<void> {
  await transaction(ACCESS_TABLES.state).where({ id: 1 }).update({ id: 1 });
}
