// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { callerOf } from '../callerOf';
import { plainId } from '../plainId';
import { authorizeConfiguring } from './authorizeConfiguring';
import type { RetentionContext } from './RetentionContext';

/** `POST /retention/files/{id}/restore` */
export async function restoreFile(
  context: RetentionContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { changes, retention } = context;
  const { credentials, principal } = await callerOf(request, context);
  const id = plainId(request.params.id);
  const { days }: { readonly days: number } = request.body;
  const run = await changes.record(
    {
      eventId: 'archive-write',
      request,
      meta: { actionType: 'restore', file: id, days },
    },
    async operationId => {
      await authorizeConfiguring(context, credentials);
      const result = await retention.runs.restore(id, {
        startedBy: principal,
        days,
        operationId,
      });
      const { name, period, events } = await retention.overview.file(id);
      return { result, meta: { run: result.id, name, period, events } };
    },
  );
  response.status(202).json(run);
}
