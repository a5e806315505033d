// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES } from '../tables';

/** Whether events lie in the default partition, that is, in no month of their own. */
export async function hasDefaultPartitionRows(knex: Knex): Promise<boolean> {
  const row = await knex(`${TABLES.events}_default`).first('id');
  return row !== undefined;
}
