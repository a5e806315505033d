// SPDX-License-Identifier: Apache-2.0
import {
  auditLogPermissions,
  EVERY_PERMISSION,
} from 'backstage-plugin-audit-log-common';
import type { AccessModel } from './AccessModel';
import type { RoleAssignment } from './facts';

type Given = Pick<RoleAssignment, 'role' | 'project'>;

/** The permissions that mean something for a single project; others are given for the organization or not at all. */
const BY_PROJECT: readonly string[] = auditLogPermissions.map(
  ({ name }) => name,
);

export function isByProject(permission: string): boolean {
  return BY_PROJECT.includes(permission);
}

/** What a role comes to at the level that it is given at. */
export function permissionsAtLevel(
  model: AccessModel,
  { role, project }: Given,
): readonly string[] {
  const held = model.permissionsOfRole(role);
  return project === undefined
    ? [...held]
    : BY_PROJECT.filter(name => held.has(name) || held.has(EVERY_PERMISSION));
}

/** Whether a role gives a permission at the level that it is given at. */
export function givesAtLevel(
  model: AccessModel,
  { role, project }: Given,
  permission: string,
): boolean {
  return (
    (project === undefined || isByProject(permission)) &&
    model.gives(role, permission)
  );
}
