// SPDX-License-Identifier: Apache-2.0
import {
  EVERY_PERMISSION,
  type PermissionList,
} from 'backstage-plugin-audit-log-common';
import { useMemo } from 'react';
import { usePermissions } from './usePermissions';

/**
 * The words for what a role or person holds. A bundle goes by its id, which is what administrators know it by; a
 * permission that no plugin publishes any more, and any until the words are known, by its name.
 */
export function usePermissionTitles(): (held: string) => string {
  const { value } = usePermissions();
  return useMemo(() => permissionTitles(value), [value]);
}

function permissionTitles(list: PermissionList | undefined) {
  const titles = new Map(
    list?.groups.flatMap(({ permissions }) =>
      permissions.map(({ name, title }) => [name, title] as const),
    ),
  );
  return (held: string) =>
    held === EVERY_PERMISSION ? 'Everything' : titles.get(held) ?? held;
}
