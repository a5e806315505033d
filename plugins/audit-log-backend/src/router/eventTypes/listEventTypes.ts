// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { callerOf } from '../callerOf';
import type { EventTypeContext } from './EventTypeContext';

/** `GET /event-types` */
export async function listEventTypes(
  context: EventTypeContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { authorizer, eventTypes, recorder } = context;
  const { credentials } = await callerOf(request, context);
  await recorder.record(
    {
      eventId: 'events-read',
      request,
      meta: { queryType: 'types' },
      // The registry says what can be recorded, not what was.
      recorded: false,
    },
    async () => ({ result: await authorizer.authorizeReading(credentials) }),
  );
  response.json({ items: [...eventTypes.registry.types] });
}
