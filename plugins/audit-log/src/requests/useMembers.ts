// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type {
  ListMembersOptions,
  MemberPage,
} from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { accessControlApiRef } from '../accessApi';
import { useRequest, type RequestState } from './useRequest';

/** A page of members. */
export function useMembers(
  options: Omit<ListMembersOptions, 'signal'>,
): RequestState<MemberPage> {
  const api = useApi(accessControlApiRef);
  const { q, source, role, limit, cursor } = options;
  const request = useCallback(
    (signal: AbortSignal) =>
      api.listMembers({ q, source, role, limit, cursor, signal }),
    [api, q, source, role, limit, cursor],
  );
  return useRequest(request);
}
