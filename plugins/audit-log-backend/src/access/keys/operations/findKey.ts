// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ACCESS_TABLES,
  type IngestionKeyRow,
} from '../../../database/accessTables';
import type { Dialect } from '../../../database/dialect';
import { storedText } from '../../../database/storedText';
import { readKey, type StoredKey } from '../StoredKey';

/** By its id, which may be any text, or by the part of its token that is no secret. */
export async function findKey(
  knex: Knex,
  dialect: Dialect,
  by: { readonly id: string } | { readonly tokenId: string },
): Promise<StoredKey | undefined> {
  const row = await knex<IngestionKeyRow>(ACCESS_TABLES.ingestionKeys)
    .where('id' in by ? { id: storedText(by.id) } : { token_id: by.tokenId })
    .first();
  return row && readKey(row, dialect);
}
