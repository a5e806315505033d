// SPDX-License-Identifier: Apache-2.0
import {
  EVERY_PERMISSION,
  type PermissionList,
} from 'backstage-plugin-audit-log-common';

/**
 * The words for what a role holds. A bundle goes by its id, which is what administrators know it by; a permission that no
 * plugin publishes any more, by its name.
 */
export function permissionTitles(
  list: PermissionList | undefined,
): (held: string) => string {
  const titles = new Map(
    list?.groups.flatMap(({ permissions }) =>
      permissions.map(({ name, title }) => [name, title] as const),
    ),
  );
  return held =>
    held === EVERY_PERMISSION ? 'Everything' : titles.get(held) ?? held;
}
