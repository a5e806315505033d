// SPDX-License-Identifier: Apache-2.0
import { auditLogVerifyPermission } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { authorizeOversight } from '../ledger/authorizeOversight';
import type { VerificationsContext } from './VerificationsContext';

/** `GET /ledger/verify` */
export async function listVerifications(
  context: VerificationsContext,
  request: Request,
  response: Response,
): Promise<void> {
  await authorizeOversight(context, request, auditLogVerifyPermission);
  response.json({ items: await context.verifications.list() });
}
