// SPDX-License-Identifier: Apache-2.0
import { auditLogVerifyPermission } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { authorizeOversight } from '../ledger/authorizeOversight';
import { plainId } from '../plainId';
import type { VerificationsContext } from './VerificationsContext';

/** `GET /ledger/verify/{id}` */
export async function getVerification(
  context: VerificationsContext,
  request: Request,
  response: Response,
): Promise<void> {
  await authorizeOversight(context, request, auditLogVerifyPermission);
  response.json(await context.verifications.get(plainId(request.params.id)));
}
