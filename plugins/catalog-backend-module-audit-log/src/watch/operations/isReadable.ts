// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { CATALOG_TABLES } from '../../database/tables';

/** Whether the catalog has made its tables: on a very first start the module is there before it. */
export async function isReadable(knex: Knex): Promise<boolean> {
  return knex.schema.hasColumn(CATALOG_TABLES.finalEntities, 'entity_ref');
}
