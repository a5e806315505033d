// SPDX-License-Identifier: Apache-2.0
import { auditLogVerifyPermission } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { callerOf } from '../callerOf';
import type { VerificationsContext } from './VerificationsContext';

/** `POST /ledger/verify` */
export async function startVerification(
  context: VerificationsContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { authorizer, changes, verifications } = context;
  const { credentials, principal } = await callerOf(request, context);
  const range: { readonly from?: number; readonly to?: number } = request.body;
  const run = await changes.record(
    {
      eventId: 'ledger-verify',
      request,
      meta: { actionType: 'start', ...range },
    },
    async operationId => {
      await authorizer.authorizeOrganization(
        credentials,
        auditLogVerifyPermission,
      );
      const result = await verifications.start({
        ...range,
        startedBy: principal,
        operationId,
      });
      return { result, meta: { verification: result.id } };
    },
  );
  response.status(202).json(run);
}
