// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { CATALOG_TABLES } from '../../database/tables';

/** Which of these references the catalog has an entity of, processed or not. */
export async function findPresent(
  knex: Knex,
  refs: readonly string[],
): Promise<ReadonlySet<string>> {
  return new Set<string>(
    await knex(CATALOG_TABLES.refreshState)
      .whereIn('entity_ref', refs)
      .pluck('entity_ref'),
  );
}
