// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type {
  GroupPage,
  ListGroupsOptions,
} from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { accessControlApiRef } from '../accessApi';
import { useRequest, type RequestState } from './useRequest';

/** A page of groups. */
export function useGroups(
  options: Omit<ListGroupsOptions, 'signal'>,
): RequestState<GroupPage> {
  const api = useApi(accessControlApiRef);
  const { q, source, role, limit, cursor } = options;
  const request = useCallback(
    (signal: AbortSignal) =>
      api.listGroups({ q, source, role, limit, cursor, signal }),
    [api, q, source, role, limit, cursor],
  );
  return useRequest(request);
}
