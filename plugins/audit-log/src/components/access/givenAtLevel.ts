// SPDX-License-Identifier: Apache-2.0
import {
  auditLogPermissions,
  EVERY_PERMISSION,
  expandPermissions,
  type MappingLevel,
} from 'backstage-plugin-audit-log-common';

const BY_PROJECT = auditLogPermissions.map(({ name }) => name);

/** What a role that holds these permissions gives at a level: for one project those of the audit log and no others. */
export function givenAtLevel(
  level: MappingLevel,
  held: readonly string[],
): readonly string[] {
  if (level.kind === 'organization') {
    return held;
  }
  return held.includes(EVERY_PERMISSION)
    ? BY_PROJECT
    : expandPermissions(held).filter(name => BY_PROJECT.includes(name));
}

/** Names of permissions in few words. */
export function permissionWords([first, ...others]: readonly string[]): string {
  const name = first === EVERY_PERMISSION ? 'every permission' : first;
  return others.length > 0 ? `${name} and ${others.length} more` : name;
}
