// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { RolePage } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { accessControlApiRef } from '../accessApi';
import { useRequest, type RequestState } from './useRequest';

/** A page of roles. */
export function useRoles(
  q: string | undefined,
  cursor: string | undefined,
): RequestState<RolePage> {
  const api = useApi(accessControlApiRef);
  const request = useCallback(
    (signal: AbortSignal) => api.listRoles({ q, cursor, signal }),
    [api, q, cursor],
  );
  return useRequest(request);
}
