// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { CATALOG_TABLES } from '../../database/tables';

/** A registered location as `type:target`. */
export async function readLocation(
  knex: Knex,
  id: string,
): Promise<string | undefined> {
  const [row] = await knex(CATALOG_TABLES.locations)
    .where({ id })
    .select('type', 'target');
  return row && `${row.type}:${row.target}`;
}
