// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { MemberDetails } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { accessControlApiRef } from '../accessApi';
import { useRequest, type RequestState } from './useRequest';

/** One member by their reference; undefined asks for none. */
export function useMember(
  ref: string | undefined,
): RequestState<MemberDetails> {
  const api = useApi(accessControlApiRef);
  const request = useCallback(
    (signal: AbortSignal) => api.getMember(ref ?? '', { signal }),
    [api, ref],
  );
  return useRequest(ref === undefined ? undefined : request);
}
