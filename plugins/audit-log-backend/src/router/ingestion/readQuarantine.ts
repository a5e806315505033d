// SPDX-License-Identifier: Apache-2.0
import { NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { auditLogReadPermission } from 'backstage-plugin-audit-log-common';
import type { Request } from 'express';
import { callerOf } from '../callerOf';
import type { IngestionContext } from './IngestionContext';

/**
 * Reads the quarantine for somebody who may, and records it as a reading of the log. What is in it could be of any
 * project, and what it says of that is not to be relied on.
 */
export async function readQuarantine<T>(
  context: IngestionContext,
  request: Request,
  meta: JsonObject,
  read: () => Promise<T>,
): Promise<T> {
  const { credentials, isPerson } = await callerOf(request, context);
  return context.recorder.record(
    { eventId: 'quarantine-read', request, meta, recorded: isPerson },
    async () => {
      const scope = await context.authorizer.authorizeReading(credentials);
      if (scope.kind !== 'everything') {
        throw new NotAllowedError(
          `This needs ${auditLogReadPermission.name} for the whole organization`,
        );
      }
      return { result: await read() };
    },
  );
}
