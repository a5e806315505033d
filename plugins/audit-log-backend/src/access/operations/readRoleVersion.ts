// SPDX-License-Identifier: Apache-2.0
import {
  ACCESS_TABLES,
  type RoleVersionRow,
} from '../../database/accessTables';
import type { StoredRole } from '../model/facts';
import type { AccessTransaction } from '../store/AccessTransaction';

/** What a role was in a version, which may be the one that it is in. */
export async function readRoleVersion(
  { knex }: AccessTransaction,
  id: string,
  version: number,
): Promise<
  Pick<StoredRole, 'name' | 'description' | 'permissions'> | undefined
> {
  const row = await knex<RoleVersionRow>(ACCESS_TABLES.roleVersions)
    .where({ role_id: id, version })
    .first();
  return (
    row && {
      name: row.name,
      description: row.description,
      permissions: JSON.parse(row.permissions),
    }
  );
}
