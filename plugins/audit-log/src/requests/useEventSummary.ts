// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type {
  EventSearch,
  EventSummary,
} from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { auditLogApiRef } from '../api';
import { useRequest, type RequestState } from './useRequest';

/** How many events there are and when, with days that begin and end as the viewer's do. */
export function useEventSummary(
  search: EventSearch,
): RequestState<EventSummary> {
  const api = useApi(auditLogApiRef);
  const request = useCallback(
    (signal: AbortSignal) =>
      api.summarize(search, {
        timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
        signal,
      }),
    [api, search],
  );
  return useRequest(request);
}
