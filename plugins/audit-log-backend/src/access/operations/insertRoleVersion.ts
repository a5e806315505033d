// SPDX-License-Identifier: Apache-2.0
import { ACCESS_TABLES } from '../../database/accessTables';
import type { StoredRole } from '../model/facts';
import { nameKey } from '../readName';
import type { AccessTransaction } from '../store/AccessTransaction';
import { startedNow } from './periodColumns';

/** Writes a role as it is from now on. An earlier version must have been ended. */
export async function insertRoleVersion(
  transaction: AccessTransaction,
  role: Pick<
    StoredRole,
    'id' | 'version' | 'name' | 'description' | 'permissions'
  >,
): Promise<void> {
  await transaction.knex(ACCESS_TABLES.roleVersions).insert({
    role_id: role.id,
    version: role.version,
    name: role.name,
    name_key: nameKey(role.name),
    description: role.description,
    permissions: JSON.stringify(role.permissions),
    ...startedNow(transaction),
  });
}
