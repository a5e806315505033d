// SPDX-License-Identifier: Apache-2.0
import { auditLogErasePermission } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { authorizeOversight } from '../ledger/authorizeOversight';
import { plainId } from '../plainId';
import type { ErasuresContext } from './ErasuresContext';

/** `GET /erasures/{id}` */
export async function getErasure(
  context: ErasuresContext,
  request: Request,
  response: Response,
): Promise<void> {
  await authorizeOversight(context, request, auditLogErasePermission);
  response.json(await context.erasures.get(plainId(request.params.id)));
}
