// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { PermissionList } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { accessControlApiRef } from '../accessApi';
import { useRequest, type RequestState } from './useRequest';

/** What roles can hold. */
export function usePermissions(): RequestState<PermissionList> {
  const api = useApi(accessControlApiRef);
  return useRequest(
    useCallback(
      (signal: AbortSignal) => api.listPermissions({ signal }),
      [api],
    ),
  );
}
