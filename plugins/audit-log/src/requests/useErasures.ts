// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { Erasure } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { auditLogApiRef } from '../api';
import { usePolledRequest } from './usePolledRequest';
import type { RequestState } from './useRequest';

/** How often one looks how far an erasure is, in milliseconds. */
const PAUSE = 2000;

const pauseAfter = (erasures: readonly Erasure[]) =>
  erasures.some(({ state }) => state === 'running') ? PAUSE : undefined;

/** The erasures, the latest first; asked for again while one is under way. */
export function useErasures(): RequestState<readonly Erasure[]> {
  const api = useApi(auditLogApiRef);
  return usePolledRequest(
    useCallback((signal: AbortSignal) => api.erasures({ signal }), [api]),
    pauseAfter,
  );
}
