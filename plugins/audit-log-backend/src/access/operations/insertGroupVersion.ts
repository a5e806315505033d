// SPDX-License-Identifier: Apache-2.0
import { ACCESS_TABLES } from '../../database/accessTables';
import type { LocalGroup } from '../model/facts';
import { nameKey } from '../readName';
import type { AccessTransaction } from '../store/AccessTransaction';
import { startedNow } from './periodColumns';

/** Writes a local group as it is from now on. An earlier version must have been ended. */
export async function insertGroupVersion(
  transaction: AccessTransaction,
  group: Pick<LocalGroup, 'ref' | 'version' | 'title' | 'description'>,
): Promise<void> {
  await transaction.knex(ACCESS_TABLES.groupVersions).insert({
    group_ref: group.ref,
    version: group.version,
    name: group.title,
    name_key: nameKey(group.title),
    description: group.description,
    ...startedNow(transaction),
  });
}
