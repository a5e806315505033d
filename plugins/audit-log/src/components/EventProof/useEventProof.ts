// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { AuditEvent, EventProof } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { auditLogApiRef } from '../../api';
import { useRequest, type RequestState } from '../../requests/useRequest';
import {
  verifyEventProof,
  type EventVerdict,
} from '../../verification/verifyEventProof';

/** The proof of an event, and what came of checking it. */
export interface CheckedProof {
  readonly proof: EventProof;
  readonly verdict: EventVerdict;
}

/** Asks for the proof of an event, once it is wanted, and checks it here. */
export function useEventProof(
  event: AuditEvent,
  isWanted: boolean,
): RequestState<CheckedProof> {
  const api = useApi(auditLogApiRef);
  const request = useCallback(
    async (signal: AbortSignal) => {
      const [proof, keys] = await Promise.all([
        api.eventProof(event.id, { signal }),
        api.sealingKeys({ signal }),
      ]);
      return { proof, verdict: await verifyEventProof(event, proof, keys) };
    },
    [api, event],
  );
  return useRequest(isWanted ? request : undefined);
}
