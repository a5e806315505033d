// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { Retention } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { retentionApiRef } from '../retentionApi';
import { usePolledRequest } from './usePolledRequest';
import type { RequestState } from './useRequest';

/** How often one looks, in milliseconds: while a run is under way, and else. */
const RUNNING_PAUSE = 2000;
const PAUSE = 30_000;

const pauseAfter = ({ runs }: Retention) =>
  runs.some(({ state }) => state === 'running') ? RUNNING_PAUSE : PAUSE;

/** How long events are kept, and what is where, looked at for as long as somebody does. */
export function useRetention(): RequestState<Retention> {
  const api = useApi(retentionApiRef);
  return usePolledRequest(
    useCallback((signal: AbortSignal) => api.retention({ signal }), [api]),
    pauseAfter,
  );
}
