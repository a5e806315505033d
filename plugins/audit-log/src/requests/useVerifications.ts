// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { Verification } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { auditLogApiRef } from '../api';
import { usePolledRequest } from './usePolledRequest';
import type { RequestState } from './useRequest';

/** How often one looks how far a run is, in milliseconds. */
const PAUSE = 2000;

const pauseAfter = (runs: readonly Verification[]) =>
  runs.some(({ state }) => state === 'running') ? PAUSE : undefined;

/** The last runs of verification, the latest first; asked for again while one is under way. */
export function useVerifications(): RequestState<readonly Verification[]> {
  const api = useApi(auditLogApiRef);
  return usePolledRequest(
    useCallback((signal: AbortSignal) => api.verifications({ signal }), [api]),
    pauseAfter,
  );
}
