// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { accessControlApiRef, type AccessControlApi } from '../../accessApi';
import { useRequest } from '../../requests/useRequest';

/** What each role holds, by its reference; nothing of one that is not known, about which the server decides. */
export function useRolePermissions(): (ref: string) => readonly string[] {
  const api = useApi(accessControlApiRef);
  const { value } = useRequest(
    useCallback((signal: AbortSignal) => allRoles(api, signal), [api]),
  );
  return useCallback((ref: string) => value?.get(ref) ?? [], [value]);
}

async function allRoles(api: AccessControlApi, signal: AbortSignal) {
  const held = new Map<string, readonly string[]>();
  let cursor: string | undefined;
  do {
    const page = await api.listRoles({ limit: 200, cursor, signal });
    page.items.forEach(({ id, permissions }) =>
      held.set(`role:${id}`, permissions),
    );
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return held;
}
