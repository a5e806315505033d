// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { callerOf } from '../callerOf';
import { plainId } from '../plainId';
import { authorizeConfiguring } from './authorizeConfiguring';
import type { RetentionContext } from './RetentionContext';

/** `POST /retention/changes/{id}/cancel` */
export async function cancelChange(
  context: RetentionContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { changes, retention } = context;
  const { credentials, principal } = await callerOf(request, context);
  const id = plainId(request.params.id);
  const change = await changes.record(
    {
      eventId: 'retention-write',
      request,
      severity: 'high',
      meta: { actionType: 'cancel', change: id },
    },
    async () => {
      await authorizeConfiguring(context, credentials);
      const { policies } = retention;
      const result = await policies.cancel(id, principal);
      // What would have held, and what goes on to hold.
      const { effective } = await policies.current();
      return {
        result,
        meta: { before: result.policy, after: effective.policy },
      };
    },
  );
  response.json(change);
}
