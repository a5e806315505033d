// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { EventType } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { auditLogApiRef } from '../api';
import { useRequest, type RequestState } from './useRequest';

/** What can occur, as far as it is declared. */
export function useEventTypes(): RequestState<readonly EventType[]> {
  const api = useApi(auditLogApiRef);
  return useRequest(
    useCallback((signal: AbortSignal) => api.listEventTypes({ signal }), [api]),
  );
}
