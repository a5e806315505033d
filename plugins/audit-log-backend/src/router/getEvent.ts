// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { openEvent } from './openEvent';
import type { RouterContext } from './RouterContext';

/** `GET /events/{id}` */
export async function getEvent(
  context: RouterContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { event, isArchived } = await openEvent(context, request, {
    queryType: 'event',
    read: (id, scope) => context.reader.readSealedEvent(id, scope),
  });
  response.json(isArchived ? { ...event, archived: true } : event);
}
