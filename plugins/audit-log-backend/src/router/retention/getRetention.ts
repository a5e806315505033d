// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { callerOf } from '../callerOf';
import { authorizeConfiguring } from './authorizeConfiguring';
import type { RetentionContext } from './RetentionContext';

/** `GET /retention`. Only refusals are on record. */
export async function getRetention(
  context: RetentionContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { credentials } = await callerOf(request, context);
  await context.recorder.record(
    {
      eventId: 'events-read',
      request,
      meta: { queryType: 'retention' },
      recorded: false,
    },
    async () => ({ result: await authorizeConfiguring(context, credentials) }),
  );
  response.json(await context.retention.overview.read());
}
