// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES } from '../../database/tables';

export async function deleteKnown(
  transaction: Knex.Transaction,
  refs: readonly string[],
): Promise<void> {
  for (const table of [TABLES.contents, TABLES.entities]) {
    await transaction(table).whereIn('entity_ref', refs).delete();
  }
}
