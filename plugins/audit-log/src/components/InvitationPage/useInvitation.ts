// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { InvitationOffer } from 'backstage-plugin-audit-log-common';
import { useCallback, useEffect, useState } from 'react';
import { accessControlApiRef } from '../../accessApi';
import { useRequest } from '../../requests/useRequest';
import { forgetInvitationToken } from './invitationToken';

/** An invitation on its way to being accepted. */
export type InvitationState =
  | { readonly status: 'loading' }
  | {
      readonly status: 'open' | 'accepting' | 'accepted';
      readonly offer: InvitationOffer;
    }
  | {
      readonly status: 'failed';
      readonly error: Error;
      readonly retry: () => void;
    };

/** What the token offers, and how to accept it. */
export function useInvitation(token: string): {
  readonly state: InvitationState;
  readonly accept: () => Promise<void>;
} {
  const api = useApi(accessControlApiRef);
  const inspect = useCallback(
    (signal: AbortSignal) => api.inspectInvitation(token, { signal }),
    [api, token],
  );
  const inspected = useRequest(inspect);
  const [acceptance, setAcceptance] = useState<{
    readonly status: 'none' | 'accepting' | 'accepted' | 'failed';
    readonly offer?: InvitationOffer;
    readonly error?: Error;
  }>({ status: 'none' });
  useEffect(() => setAcceptance({ status: 'none' }), [token]);

  const accept = useCallback(async () => {
    setAcceptance({ status: 'accepting' });
    try {
      const offer = await api.acceptInvitation(token);
      forgetInvitationToken();
      setAcceptance({ status: 'accepted', offer });
    } catch (error: unknown) {
      setAcceptance({ status: 'failed', error: error as Error });
    }
  }, [api, token]);

  const state = (): InvitationState => {
    if (acceptance.status === 'accepted' && acceptance.offer) {
      return { status: 'accepted', offer: acceptance.offer };
    }
    const error = acceptance.error ?? inspected.error;
    if (error) {
      const retry = () => {
        setAcceptance({ status: 'none' });
        inspected.retry();
      };
      return { status: 'failed', error, retry };
    }
    if (!inspected.value || inspected.loading) {
      return { status: 'loading' };
    }
    return {
      status: acceptance.status === 'accepting' ? 'accepting' : 'open',
      offer: inspected.value,
    };
  };
  return { state: state(), accept };
}
