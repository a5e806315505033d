// SPDX-License-Identifier: Apache-2.0
import { auditLogErasePermission } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { authorizeOversight } from '../ledger/authorizeOversight';
import type { ErasuresContext } from './ErasuresContext';

/** `GET /erasures` */
export async function listErasures(
  context: ErasuresContext,
  request: Request,
  response: Response,
): Promise<void> {
  await authorizeOversight(context, request, auditLogErasePermission);
  response.json({ items: await context.erasures.list() });
}
