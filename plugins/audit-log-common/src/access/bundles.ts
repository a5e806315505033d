// SPDX-License-Identifier: Apache-2.0
import { accessControlPermissions, auditLogPermissions } from '../permissions';

/** Permissions that a role can hold together, under one name; what a later version adds to a bundle, its holders get. @public */
export interface PermissionBundle {
  /** What a role holds, such as LOG-MANAGEMENT. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Names of permissions. */
  readonly permissions: readonly string[];
}

/** Stands for every permission there is, in roles. Only the built-in role Administrator holds it. @public */
export const EVERY_PERMISSION = '*';

/** @public */
export const PERMISSION_BUNDLES: readonly PermissionBundle[] = [
  {
    id: 'LOG-MANAGEMENT',
    title: 'Log management',
    description: 'To see, search, export and verify the audit log.',
    permissions: auditLogPermissions.map(({ name }) => name),
  },
  {
    id: 'ACCESS-MANAGEMENT',
    title: 'Access management',
    description:
      'To see and change roles, groups, members, invitations and ingestion keys, within what one holds oneself.',
    permissions: accessControlPermissions.map(({ name }) => name),
  },
];

/** The names of permissions that a role's list comes to: bundles taken apart, each name once. @public */
export function expandPermissions(held: readonly string[]): string[] {
  const names = held.flatMap(
    name =>
      PERMISSION_BUNDLES.find(({ id }) => id === name)?.permissions ?? [name],
  );
  return [...new Set(names)];
}
