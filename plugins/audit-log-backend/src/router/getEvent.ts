// SPDX-License-Identifier: Apache-2.0
import { NotFoundError } from '@backstage/errors';
import type { Request, Response } from 'express';
import { callerOf } from './callerOf';
import type { RouterContext } from './RouterContext';

/** `GET /events/{id}` */
export async function getEvent(
  context: RouterContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { authorizer, reader, recorder } = context;
  const { credentials, isPerson } = await callerOf(request, context);
  const id = request.params.id.toLowerCase().replace(/^urn:uuid:/, '');

  const event = await recorder.record(
    {
      eventId: 'events-read',
      request,
      meta: { queryType: 'event', id },
      recorded: isPerson,
    },
    async () => {
      const scope = await authorizer.authorizeReading(credentials);
      const result = await reader.readEvent(id, scope);
      if (!result) {
        throw new NotFoundError(
          `There is no event ${id} in the audit log, or none that you may read`,
        );
      }
      return { result };
    },
  );
  response.json(event);
}
