// SPDX-License-Identifier: Apache-2.0
import {
  ACCESS_TABLES,
  type IngestionKeyRow,
} from '../../../database/accessTables';
import type { AccessTransaction } from '../../store/AccessTransaction';
import { readKey, type StoredKey } from '../StoredKey';

/** Writes columns of a key, and resolves with the key as it is then. */
export async function updateKey(
  { knex, dialect }: AccessTransaction,
  { id }: StoredKey,
  columns: Partial<IngestionKeyRow>,
): Promise<StoredKey> {
  const [row] = await knex(ACCESS_TABLES.ingestionKeys)
    .where({ id })
    .update({ ...columns, version: knex.raw('version + 1') })
    .returning<IngestionKeyRow[]>('*');
  return readKey(row, dialect);
}
