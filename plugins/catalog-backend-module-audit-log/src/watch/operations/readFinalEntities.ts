// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { CATALOG_TABLES } from '../../database/tables';

/** A row of `final_entities`. */
export interface FinalEntity {
  readonly uid: string;
  readonly ref: string;
  readonly hash: string;
  /** JSON. */
  readonly entity: string;
}

/** In the order of their references, so that the same happens in the same order everywhere. */
export async function readFinalEntities(
  knex: Knex,
  uids: readonly string[],
): Promise<readonly FinalEntity[]> {
  return knex(CATALOG_TABLES.finalEntities)
    .whereIn('entity_id', uids)
    .whereNotNull('final_entity')
    .orderBy('entity_ref')
    .select({
      uid: 'entity_id',
      ref: 'entity_ref',
      hash: 'hash',
      entity: 'final_entity',
    });
}
