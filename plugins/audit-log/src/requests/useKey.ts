// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { IngestionKey } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { accessControlApiRef } from '../accessApi';
import { useRequest, type RequestState } from './useRequest';

/** One ingestion key by its id; undefined asks for none. */
export function useKey(id: string | undefined): RequestState<IngestionKey> {
  const api = useApi(accessControlApiRef);
  const request = useCallback(
    (signal: AbortSignal) => api.getIngestionKey(id ?? '', { signal }),
    [api, id],
  );
  return useRequest(id === undefined ? undefined : request);
}
