// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { accessControlApiRef } from '../../accessApi';
import { useRequest } from '../../requests/useRequest';
import { useOwnAccess } from '../access/OwnAccess';
import { shortReference } from '../labels/reference';

/** Whether the person who looks at the page is in a group, or in one below it. False until it is known. */
export function useIsOwnGroup(ref: string): boolean {
  const api = useApi(accessControlApiRef);
  const { ref: me, title } = useOwnAccess().value?.member ?? {};
  const request = useCallback(
    async (signal: AbortSignal) => {
      const q = (title ?? shortReference(me ?? '')).slice(0, 200);
      const { items } = await api.listGroupMembers(ref, {
        q,
        limit: 200,
        signal,
      });
      return items.some(member => member.ref === me);
    },
    [api, ref, me, title],
  );
  return useRequest(me ? request : undefined).value ?? false;
}
