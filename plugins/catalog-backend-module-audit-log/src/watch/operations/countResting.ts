// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { CATALOG_TABLES } from '../../database/tables';

/** How many entities the catalog has; nothing while one of them has yet to be processed for the first time. */
export async function countResting(knex: Knex): Promise<number | undefined> {
  const { refreshState, finalEntities } = CATALOG_TABLES;
  const [unfinished] = await knex
    .from({ state: refreshState })
    .whereNotExists(
      knex
        .from({ final: finalEntities })
        .select(knex.raw('1'))
        .where('final.entity_id', knex.ref('state.entity_id')),
    )
    .limit(1)
    .select('state.entity_id');
  if (unfinished) {
    return undefined;
  }
  const [{ count }] = await knex(finalEntities).count({ count: '*' });
  return Number(count);
}
