// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type {
  IngestionKeyPage,
  ListIngestionKeysOptions,
} from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { accessControlApiRef } from '../accessApi';
import { useRequest, type RequestState } from './useRequest';

/** A page of ingestion keys, by name. */
export function useKeys(
  options: Omit<ListIngestionKeysOptions, 'signal'>,
): RequestState<IngestionKeyPage> {
  const api = useApi(accessControlApiRef);
  const { q, status, limit, cursor } = options;
  const request = useCallback(
    (signal: AbortSignal) =>
      api.listIngestionKeys({ q, status, limit, cursor, signal }),
    [api, q, status, limit, cursor],
  );
  return useRequest(request);
}
