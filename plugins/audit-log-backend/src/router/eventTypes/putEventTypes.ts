// SPDX-License-Identifier: Apache-2.0
import { NotAllowedError } from '@backstage/errors';
import type { EventTypeDeclaration } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import type { EventTypeContext } from './EventTypeContext';

const PLUGIN = /^plugin:(.+)$/;

/** `PUT /event-types` */
export async function putEventTypes(
  { httpAuth, eventTypes }: EventTypeContext,
  request: Request,
  response: Response,
): Promise<void> {
  const credentials = await httpAuth.credentials(request, {
    allow: ['service'],
  });
  const [, plugin] = PLUGIN.exec(credentials.principal.subject) ?? [];
  if (!plugin) {
    throw new NotAllowedError(
      'Only plugins of the portal declare their event types, with a service token of their own',
    );
  }
  const { items } = request.body as EventTypeDeclaration;
  await eventTypes.keep(plugin, items);
  response.status(204).end();
}
