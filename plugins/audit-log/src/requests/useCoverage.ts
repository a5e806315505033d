// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { Coverage } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { auditLogApiRef } from '../api';
import { useRequest, type RequestState } from './useRequest';

/** Which actions are declared, and which of them were seen. */
export function useCoverage(): RequestState<Coverage> {
  const api = useApi(auditLogApiRef);
  return useRequest(
    useCallback((signal: AbortSignal) => api.readCoverage({ signal }), [api]),
  );
}
