// SPDX-License-Identifier: Apache-2.0
import { auditLogVerifyPermission } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { callerOf } from '../callerOf';
import { plainId } from '../plainId';
import type { VerificationsContext } from './VerificationsContext';

/** `DELETE /ledger/verify/{id}` */
export async function stopVerification(
  context: VerificationsContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { authorizer, changes, verifications } = context;
  const { credentials } = await callerOf(request, context);
  const id = plainId(request.params.id);
  const run = await changes.record(
    {
      eventId: 'ledger-verify',
      request,
      meta: { actionType: 'stop', verification: id },
    },
    async () => {
      await authorizer.authorizeOrganization(
        credentials,
        auditLogVerifyPermission,
      );
      return { result: await verifications.stop(id) };
    },
  );
  response.json(run);
}
