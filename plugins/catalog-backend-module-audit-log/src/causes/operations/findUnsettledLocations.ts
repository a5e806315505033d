// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { CATALOG_TABLES } from '../../database/tables';

/**
 * Which of these Location entities still bring something: they themselves, or something that came from them, have yet to
 * be processed for the first time. What an entity gives is in the catalog before the entity itself is final, so that a
 * location of which all is final has brought everything that was in it.
 */
export async function findUnsettledLocations(
  knex: Knex,
  refs: readonly string[],
): Promise<ReadonlySet<string>> {
  const { references, refreshState, finalEntities } = CATALOG_TABLES;
  const roots: string[] = await knex
    .withRecursive('below', ['root', 'ref'], query =>
      query
        .from(references)
        .whereIn('target_entity_ref', refs)
        .select('target_entity_ref', 'target_entity_ref')
        // UNION, not UNION ALL: it ends where references go in a circle.
        .union(recursive =>
          recursive
            .from('below')
            .join(references, `${references}.source_entity_ref`, 'below.ref')
            .select('below.root', `${references}.target_entity_ref`),
        ),
    )
    .from('below')
    .join({ state: refreshState }, 'state.entity_ref', 'below.ref')
    .whereNotExists(
      knex
        .from({ final: finalEntities })
        .select(knex.raw('1'))
        .where('final.entity_id', knex.ref('state.entity_id')),
    )
    .distinct('below.root')
    .pluck('below.root');
  return new Set(roots);
}
