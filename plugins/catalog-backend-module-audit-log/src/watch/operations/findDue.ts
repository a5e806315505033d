// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { CATALOG_TABLES, TABLES } from '../../database/tables';

/** Which missing entities are to be reported as deleted. */
export interface Due {
  /** Missing since then or before. */
  readonly missingSince?: number;
  /** Because these were deleted by somebody. */
  readonly uids: readonly string[];
  /** Because these locations, as type and target, were unregistered by somebody. */
  readonly origins: readonly string[];
}

/** References of missing entities that are due and are not back, so many at the most, those that are missing longest first. */
export async function findDue(
  knex: Knex,
  { missingSince, uids, origins }: Due,
  limit: number,
): Promise<readonly string[]> {
  return knex
    .from({ known: TABLES.entities })
    .whereNotNull('known.missing_since')
    .where(either => {
      either.whereIn('known.uid', uids).orWhereIn('known.origin', origins);
      if (missingSince !== undefined) {
        either.orWhere('known.missing_since', '<=', missingSince);
      }
    })
    .whereNotExists(
      knex
        .from({ final: CATALOG_TABLES.finalEntities })
        .select(knex.raw('1'))
        .where('final.entity_ref', knex.ref('known.entity_ref')),
    )
    .orderBy(['known.missing_since', 'known.entity_ref'])
    .limit(limit)
    .pluck('known.entity_ref');
}
