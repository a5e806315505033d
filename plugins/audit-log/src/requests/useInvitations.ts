// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type {
  InvitationPage,
  ListInvitationsOptions,
} from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { accessControlApiRef } from '../accessApi';
import { useRequest, type RequestState } from './useRequest';

/** A page of invitations, the newest first. */
export function useInvitations(
  options: Omit<ListInvitationsOptions, 'signal'>,
): RequestState<InvitationPage> {
  const api = useApi(accessControlApiRef);
  const { q, status, limit, cursor } = options;
  const request = useCallback(
    (signal: AbortSignal) =>
      api.listInvitations({ q, status, limit, cursor, signal }),
    [api, q, status, limit, cursor],
  );
  return useRequest(request);
}
