// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { auditLogApiRef } from '../api';
import { useRequest, type RequestState } from './useRequest';

export interface OpenedEvent {
  readonly event: AuditEvent;
  readonly isArchived: boolean;
}

/** One event by its id; undefined asks for none. */
export function useEvent(id: string | undefined): RequestState<OpenedEvent> {
  const api = useApi(auditLogApiRef);
  const request = useCallback(
    async (signal: AbortSignal) => {
      const { archived = false, ...event } = await api.getEvent(id ?? '', {
        signal,
      });
      return { event, isArchived: archived };
    },
    [api, id],
  );
  return useRequest(id === undefined ? undefined : request);
}
