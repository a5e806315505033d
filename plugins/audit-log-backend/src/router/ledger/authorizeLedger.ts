// SPDX-License-Identifier: Apache-2.0
import type { Request } from 'express';
import { callerOf } from '../callerOf';
import type { RouterContext } from '../RouterContext';

/**
 * Lets pass whoever reads events, of whatever project: sizes, hashes and signatures say nothing of what is in an event. So
 * only refusals are on record.
 */
export async function authorizeLedger(
  context: Pick<RouterContext, 'auth' | 'httpAuth' | 'authorizer' | 'recorder'>,
  request: Request,
): Promise<void> {
  const { authorizer, recorder } = context;
  const { credentials } = await callerOf(request, context);
  await recorder.record(
    {
      eventId: 'events-read',
      request,
      meta: { queryType: 'ledger' },
      recorded: false,
    },
    async () => ({ result: await authorizer.authorizeReading(credentials) }),
  );
}
