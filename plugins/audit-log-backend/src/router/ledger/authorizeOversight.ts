// SPDX-License-Identifier: Apache-2.0
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { Request } from 'express';
import { callerOf } from '../callerOf';
import type { RouterContext } from '../RouterContext';

/** Lets pass whoever may look after the ledger as a whole in this way. Only refusals are on record. */
export async function authorizeOversight(
  context: Pick<RouterContext, 'auth' | 'httpAuth' | 'authorizer' | 'recorder'>,
  request: Request,
  permission: BasicPermission,
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
    async () => ({
      result: await authorizer.authorizeOrganization(credentials, permission),
    }),
  );
}
