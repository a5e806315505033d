// SPDX-License-Identifier: Apache-2.0
import { useCallback, useMemo } from 'react';
import { usePermissions } from './usePermissions';

/** The words for the name of a permission; undefined for one that no plugin publishes, and until they are known. */
export function usePermissionTitles(): (name: string) => string | undefined {
  const { value } = usePermissions();
  const titles = useMemo(
    () =>
      new Map(
        value?.groups.flatMap(({ permissions }) =>
          permissions.map(({ name, title }) => [name, title] as const),
        ),
      ),
    [value],
  );
  return useCallback((name: string) => titles.get(name), [titles]);
}
