// SPDX-License-Identifier: Apache-2.0
import { NotAllowedError } from '@backstage/errors';
import { auditLogReadPermission } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { callerOf } from '../callerOf';
import type { EventTypeContext } from './EventTypeContext';

/** `GET /event-types/coverage` */
export async function readCoverage(
  context: EventTypeContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { authorizer, coverage, recorder } = context;
  const { credentials } = await callerOf(request, context);
  const body = await recorder.record(
    {
      eventId: 'events-read',
      request,
      meta: { queryType: 'coverage' },
      recorded: true,
    },
    async () => {
      const scope = await authorizer.authorizeReading(credentials);
      if (scope.kind !== 'everything') {
        throw new NotAllowedError(
          `This needs ${auditLogReadPermission.name} for the whole organization`,
        );
      }
      return { result: await coverage.read(Date.now()) };
    },
  );
  response.json(body);
}
