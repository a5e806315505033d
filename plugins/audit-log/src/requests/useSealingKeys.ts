// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { SealingKey } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { auditLogApiRef } from '../api';
import { useRequest, type RequestState } from './useRequest';

/** The public keys of the ledger. */
export function useSealingKeys(): RequestState<readonly SealingKey[]> {
  const api = useApi(auditLogApiRef);
  return useRequest(
    useCallback((signal: AbortSignal) => api.sealingKeys({ signal }), [api]),
  );
}
