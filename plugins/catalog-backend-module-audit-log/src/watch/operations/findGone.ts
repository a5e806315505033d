// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { CATALOG_TABLES, TABLES } from '../../database/tables';

/** References of known entities that the catalog has no more, and that are not marked so yet; so many at the most. */
export async function findGone(
  knex: Knex,
  limit: number,
): Promise<readonly string[]> {
  return knex
    .from({ known: TABLES.entities })
    .whereNull('known.missing_since')
    .whereNotExists(
      knex
        .from({ final: CATALOG_TABLES.finalEntities })
        .select(knex.raw('1'))
        .where('final.entity_id', knex.ref('known.uid')),
    )
    .limit(limit)
    .pluck('known.entity_ref');
}
