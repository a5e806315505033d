// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES } from '../../database/tables';

export async function markMissing(
  transaction: Knex.Transaction,
  refs: readonly string[],
  now: number,
): Promise<void> {
  await transaction(TABLES.entities)
    .whereIn('entity_ref', refs)
    .update({ missing_since: now });
}
