// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { Explanation } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { accessControlApiRef } from '../accessApi';
import { useRequest, type RequestState } from './useRequest';

/** Why a person has a permission, or how to give it to them; asks nothing as long as no permission is named. */
export function useExplanation(
  member: string,
  question: {
    readonly permission?: string;
    readonly project?: string;
    readonly asOf?: string;
  },
): RequestState<Explanation> {
  const api = useApi(accessControlApiRef);
  const { permission, project, asOf } = question;
  const request = useCallback(
    (signal: AbortSignal) =>
      api.explain({
        member,
        permission: permission ?? '',
        project,
        asOf,
        signal,
      }),
    [api, member, permission, project, asOf],
  );
  return useRequest(permission ? request : undefined);
}
