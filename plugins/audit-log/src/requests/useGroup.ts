// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { GroupDetails } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { accessControlApiRef } from '../accessApi';
import { useRequest, type RequestState } from './useRequest';

/** One group by its reference. */
export function useGroup(ref: string): RequestState<GroupDetails> {
  const api = useApi(accessControlApiRef);
  const request = useCallback(
    (signal: AbortSignal) => api.getGroup(ref, { signal }),
    [api, ref],
  );
  return useRequest(request);
}
