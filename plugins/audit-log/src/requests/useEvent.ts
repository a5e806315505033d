// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { auditLogApiRef } from '../api';
import { useRequest, type RequestState } from './useRequest';

/** One event by its id; undefined asks for none. */
export function useEvent(id: string | undefined): RequestState<AuditEvent> {
  const api = useApi(auditLogApiRef);
  const request = useCallback(
    (signal: AbortSignal) => api.getEvent(id ?? '', { signal }),
    [api, id],
  );
  return useRequest(id === undefined ? undefined : request);
}
