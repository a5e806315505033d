// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { callerOf } from '../callerOf';
import { plainId } from '../plainId';
import { authorizeConfiguring } from './authorizeConfiguring';
import type { RetentionContext } from './RetentionContext';

/** `DELETE /retention/files/{id}/restore` */
export async function endRestoration(
  context: RetentionContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { changes, retention } = context;
  const { credentials } = await callerOf(request, context);
  const id = plainId(request.params.id);
  const file = await changes.record(
    {
      eventId: 'archive-write',
      request,
      meta: { actionType: 'end-restore', file: id },
    },
    async () => {
      await authorizeConfiguring(context, credentials);
      await retention.endRestoration(id);
      const result = await retention.overview.file(id);
      return { result, meta: { name: result.name, period: result.period } };
    },
  );
  response.json(file);
}
