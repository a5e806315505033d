// SPDX-License-Identifier: Apache-2.0
import {
  ACCESS_TABLES,
  type IngestionKeyRow,
} from '../../../database/accessTables';
import type { AccessTransaction } from '../../store/AccessTransaction';
import type { StoredKey } from '../StoredKey';
import { fieldColumns } from './fieldColumns';

/** Writes a new key. */
export async function insertKey(
  { knex, dialect, changer, now }: AccessTransaction,
  key: StoredKey,
): Promise<void> {
  await knex<IngestionKeyRow>(ACCESS_TABLES.ingestionKeys).insert({
    id: key.id,
    version: key.version,
    token_id: key.tokenId,
    secret_hash: key.secretHash,
    ...fieldColumns(key, dialect),
    created_at: dialect.writeTime(now),
    created_by: changer.by ?? null,
  });
}
