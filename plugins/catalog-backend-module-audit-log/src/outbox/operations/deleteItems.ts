// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES } from '../../database/tables';

export async function deleteItems(
  knex: Knex,
  numbers: readonly number[],
): Promise<void> {
  await knex(TABLES.outbox).whereIn('number', numbers).delete();
}
