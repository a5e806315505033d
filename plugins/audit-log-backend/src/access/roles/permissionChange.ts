// SPDX-License-Identifier: Apache-2.0
import { expandPermissions } from 'backstage-plugin-audit-log-common';

/** What differs between two lists of permissions. */
export interface PermissionChange {
  readonly added: string[];
  readonly removed: string[];
}

/** What a role comes to hold and holds no longer: bundles are taken apart, so that a bundle for its parts is no change. */
export function permissionChange(
  before: readonly string[],
  after: readonly string[],
): PermissionChange {
  const had = expandPermissions(before);
  const has = expandPermissions(after);
  return {
    added: has.filter(permission => !had.includes(permission)),
    removed: had.filter(permission => !has.includes(permission)),
  };
}
