// SPDX-License-Identifier: Apache-2.0
import { NotFoundError } from '@backstage/errors';
import type { Request } from 'express';
import type { ReadScope } from '../query/ReadScope';
import { callerOf } from './callerOf';
import { plainId } from './plainId';
import type { RouterContext } from './RouterContext';

/** Reads the event that a request names, as far as its caller may, and has the reading recorded. */
export async function openEvent<T>(
  context: Pick<RouterContext, 'auth' | 'httpAuth' | 'authorizer' | 'recorder'>,
  request: Request,
  options: {
    readonly queryType: 'event' | 'proof';
    /** Resolves with undefined when there is no such event in scope. */
    readonly read: (id: string, scope: ReadScope) => Promise<T | undefined>;
  },
): Promise<T> {
  const { authorizer, recorder } = context;
  const { queryType, read } = options;
  const { credentials, isPerson } = await callerOf(request, context);
  const id = plainId(request.params.id);
  return recorder.record(
    {
      eventId: 'events-read',
      request,
      meta: { queryType, id },
      recorded: isPerson,
    },
    async () => {
      const scope = await authorizer.authorizeReading(credentials);
      const result = await read(id, scope);
      if (!result) {
        throw new NotFoundError(
          `There is no event ${id} in the audit log, or none that you may read`,
        );
      }
      return { result };
    },
  );
}
