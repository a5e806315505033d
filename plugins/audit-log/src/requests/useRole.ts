// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { RoleDetails } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { accessControlApiRef } from '../accessApi';
import { useRequest, type RequestState } from './useRequest';

/** One role by its id; undefined asks for none. */
export function useRole(id: string | undefined): RequestState<RoleDetails> {
  const api = useApi(accessControlApiRef);
  const request = useCallback(
    (signal: AbortSignal) => api.getRole(id ?? '', { signal }),
    [api, id],
  );
  return useRequest(id === undefined ? undefined : request);
}
