// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type {
  GroupMemberPage,
  ListOptions,
} from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { accessControlApiRef } from '../accessApi';
import { useRequest, type RequestState } from './useRequest';

/** A page of a group's members. */
export function useGroupMembers(
  ref: string,
  options: Omit<ListOptions, 'signal'>,
): RequestState<GroupMemberPage> {
  const api = useApi(accessControlApiRef);
  const { q, limit, cursor } = options;
  const request = useCallback(
    (signal: AbortSignal) =>
      api.listGroupMembers(ref, { q, limit, cursor, signal }),
    [api, ref, q, limit, cursor],
  );
  return useRequest(request);
}
