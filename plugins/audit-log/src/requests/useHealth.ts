// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { Health } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { auditLogApiRef } from '../api';
import { usePolledRequest } from './usePolledRequest';
import type { RequestState } from './useRequest';

/** How often one looks, in milliseconds. */
const PAUSE = 10_000;

/** Whether recording keeps up, looked at for as long as somebody does. */
export function useHealth(): RequestState<Health> {
  const api = useApi(auditLogApiRef);
  return usePolledRequest(
    useCallback((signal: AbortSignal) => api.health({ signal }), [api]),
    () => PAUSE,
  );
}
