// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';
import type { Request, Response } from 'express';
import { parsePolicy } from '../../retention/policy/parsePolicy';
import { metaOf } from '../../retention/policy/RetentionPolicies';
import { callerOf } from '../callerOf';
import { authorizeConfiguring } from './authorizeConfiguring';
import type { RetentionContext } from './RetentionContext';

/** `PUT /retention` */
export async function changeRetention(
  context: RetentionContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { changes, retention } = context;
  const { credentials, principal } = await callerOf(request, context);
  const { policy, reason, confirmedEvents } = request.body as {
    readonly policy: JsonObject;
    readonly reason: string;
    readonly confirmedEvents?: number;
  };
  const change = await changes.record(
    {
      eventId: 'retention-write',
      request,
      severity: 'high',
      // Also of a change that is refused.
      meta: { actionType: 'change', after: policy, reason },
    },
    async () => {
      await authorizeConfiguring(context, credentials);
      const changed = await retention.policies.change({
        policy: parsePolicy(policy, 'policy'),
        reason,
        changedBy: principal,
        confirmedEvents,
      });
      return { result: changed.change, meta: metaOf(changed) };
    },
  );
  response.json(change);
}
