// SPDX-License-Identifier: Apache-2.0
import type { HoldInput } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { callerOf } from '../callerOf';
import { authorizeConfiguring } from './authorizeConfiguring';
import type { RetentionContext } from './RetentionContext';

/** `POST /retention/holds` */
export async function holdEvents(
  context: RetentionContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { changes, retention } = context;
  const { credentials, principal } = await callerOf(request, context);
  const input: HoldInput = request.body;
  const hold = await changes.record(
    {
      eventId: 'hold-write',
      request,
      severity: 'high',
      meta: { actionType: 'create', after: { ...input } },
    },
    async () => {
      await authorizeConfiguring(context, credentials);
      const result = await retention.holds.create(input, principal);
      return { result, meta: { hold: result.id } };
    },
  );
  response.status(201).json(hold);
}
