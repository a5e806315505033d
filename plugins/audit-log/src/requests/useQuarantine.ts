// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type {
  ListQuarantineOptions,
  QuarantinePage,
} from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { auditLogApiRef } from '../api';
import { useRequest, type RequestState } from './useRequest';

/** A page of the events that are held, the latest first. */
export function useQuarantine(
  options: Omit<ListQuarantineOptions, 'signal'>,
): RequestState<QuarantinePage> {
  const api = useApi(auditLogApiRef);
  const { key, source, reason, limit, cursor } = options;
  const request = useCallback(
    (signal: AbortSignal) =>
      api.listQuarantine({ key, source, reason, limit, cursor, signal }),
    [api, key, source, reason, limit, cursor],
  );
  return useRequest(request);
}
