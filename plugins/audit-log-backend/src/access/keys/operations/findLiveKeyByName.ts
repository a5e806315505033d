// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ACCESS_TABLES,
  type IngestionKeyRow,
} from '../../../database/accessTables';
import { nameKey } from '../../readName';

/** The key that has a name, whatever its case; revoked ones have given theirs free. */
export function findLiveKeyByName(
  knex: Knex,
  name: string,
): Promise<Pick<IngestionKeyRow, 'id' | 'name'> | undefined> {
  return knex<IngestionKeyRow>(ACCESS_TABLES.ingestionKeys)
    .where({ name_key: nameKey(name) })
    .whereNull('revoked_at')
    .first('id', 'name');
}
