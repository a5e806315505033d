// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { callerOf } from '../callerOf';
import { authorizeConfiguring } from './authorizeConfiguring';
import type { RetentionContext } from './RetentionContext';

/** `POST /retention/runs` */
export async function startRun(
  context: RetentionContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { changes, retention } = context;
  const { credentials, principal } = await callerOf(request, context);
  const { trustClock = false }: { readonly trustClock?: boolean } =
    request.body;
  const run = await changes.record(
    {
      eventId: 'retention-run',
      request,
      ...(trustClock && { severity: 'high' }),
      meta: { actionType: 'start', ...(trustClock && { trustClock }) },
    },
    async operationId => {
      await authorizeConfiguring(context, credentials);
      const result = await retention.runs.start({
        startedBy: principal,
        trustClock,
        operationId,
      });
      return { result, meta: { run: result.id } };
    },
  );
  response.status(202).json(run);
}
