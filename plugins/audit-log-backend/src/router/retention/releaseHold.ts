// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { callerOf } from '../callerOf';
import { plainId } from '../plainId';
import { authorizeConfiguring } from './authorizeConfiguring';
import type { RetentionContext } from './RetentionContext';

/** `POST /retention/holds/{id}/release` */
export async function releaseHold(
  context: RetentionContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { changes, retention } = context;
  const { credentials, principal } = await callerOf(request, context);
  const id = plainId(request.params.id);
  const { reason }: { readonly reason: string } = request.body;
  const hold = await changes.record(
    {
      eventId: 'hold-write',
      request,
      severity: 'high',
      meta: { actionType: 'release', hold: id, reason },
    },
    async () => {
      await authorizeConfiguring(context, credentials);
      const result = await retention.holds.release(id, {
        reason,
        releasedBy: principal,
      });
      const { releasedAt, releasedBy, releaseReason, ...before } = result;
      return { result, meta: { before: { ...before } } };
    },
  );
  response.json(hold);
}
