// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { EventPage, EventSearch } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { auditLogApiRef } from '../api';
import { useRequest, type RequestState } from './useRequest';

/** The page of events at a cursor. */
export function useEventPage(
  search: EventSearch,
  limit: number,
  cursor: string | undefined,
): RequestState<EventPage> {
  const api = useApi(auditLogApiRef);
  const request = useCallback(
    (signal: AbortSignal) => api.listEvents(search, { limit, cursor, signal }),
    [api, search, limit, cursor],
  );
  return useRequest(request);
}
