// SPDX-License-Identifier: Apache-2.0
import { changedSince } from '../changedSince';
import type { StoredRole } from '../model/facts';
import { readRoleVersion } from '../operations/readRoleVersion';
import type { AccessTransaction } from '../store/AccessTransaction';
import { permissionChange } from './permissionChange';
import type { RoleFields } from './readRole';
import { readRoleDetails } from './roleDetails';

/** Throws a PreconditionFailedError when a role is in another version than its change starts from. */
export async function requireRoleVersion(
  transaction: AccessTransaction,
  role: StoredRole,
  version: number,
): Promise<void> {
  if (role.version === version) {
    return;
  }
  const then = await readRoleVersion(transaction, role.id, version);
  throw changedSince(transaction.model, {
    what: `The role ${role.name}`,
    origin: role.origin,
    differences: then
      ? differences(then, role)
      : [`it never was in version ${version}`],
    current: await readRoleDetails(transaction, role),
  });
}

function differences(then: RoleFields, now: RoleFields): readonly string[] {
  const { added, removed } = permissionChange(
    then.permissions,
    now.permissions,
  );
  return [
    ...(then.name === now.name ? [] : [`its name was ${then.name}`]),
    ...(then.description === now.description
      ? []
      : ['it has another description']),
    ...(added.length === 0 ? [] : [`it holds ${added.join(', ')} as well`]),
    ...(removed.length === 0
      ? []
      : [`it no longer holds ${removed.join(', ')}`]),
  ];
}
