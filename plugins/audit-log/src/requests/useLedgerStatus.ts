// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { LedgerStatus } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { auditLogApiRef } from '../api';
import { useRequest, type RequestState } from './useRequest';

/** Whether the ledger is sealed and verified. */
export function useLedgerStatus(): RequestState<LedgerStatus> {
  const api = useApi(auditLogApiRef);
  return useRequest(
    useCallback((signal: AbortSignal) => api.ledgerStatus({ signal }), [api]),
  );
}
