// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { QuarantinedEventDetails } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { auditLogApiRef } from '../api';
import { useRequest, type RequestState } from './useRequest';

/** One event that is held, as it was sent. */
export function useHeldEvent(
  id: string,
): RequestState<QuarantinedEventDetails> {
  const api = useApi(auditLogApiRef);
  const request = useCallback(
    (signal: AbortSignal) => api.getQuarantinedEvent(id, { signal }),
    [api, id],
  );
  return useRequest(request);
}
