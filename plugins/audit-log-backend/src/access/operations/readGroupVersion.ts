// SPDX-License-Identifier: Apache-2.0
import {
  ACCESS_TABLES,
  type GroupVersionRow,
} from '../../database/accessTables';
import type { LocalGroup } from '../model/facts';
import type { AccessTransaction } from '../store/AccessTransaction';

/** What a local group was in a version, which may be the one that it is in. */
export async function readGroupVersion(
  { knex }: AccessTransaction,
  ref: string,
  version: number,
): Promise<Pick<LocalGroup, 'title' | 'description'> | undefined> {
  const row = await knex<GroupVersionRow>(ACCESS_TABLES.groupVersions)
    .where({ group_ref: ref, version })
    .first();
  return row && { title: row.name, description: row.description };
}
