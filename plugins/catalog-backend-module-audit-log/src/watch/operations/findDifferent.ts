// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { CATALOG_TABLES, TABLES } from '../../database/tables';

/** A final entity that is not as it was last seen. */
export interface Different {
  readonly uid: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * Final entities that are new, have changed or are back, so many at the most: one anti-join of two hashes, which reads
 * nobody's content. It is all that a look costs while nothing happens; see docs/performance.md.
 */
export async function findDifferent(
  knex: Knex,
  limit: number,
): Promise<readonly Different[]> {
  const rows: { entity_id: string; size: number }[] = await knex
    .from({ final: CATALOG_TABLES.finalEntities })
    .whereNotNull('final.final_entity')
    .whereNotExists(
      knex
        .from({ known: TABLES.entities })
        .select(knex.raw('1'))
        .where('known.uid', knex.ref('final.entity_id'))
        .where('known.hash', knex.ref('final.hash'))
        .whereNull('known.missing_since'),
    )
    .limit(limit)
    .select(
      'final.entity_id',
      knex.raw('octet_length(final.final_entity) AS size'),
    );
  return rows.map(({ entity_id: uid, size }) => ({ uid, size: Number(size) }));
}
