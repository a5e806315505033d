// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { listPermissions } from '../../access/permissions/listPermissions';
import type { MemberContext } from './MemberContext';
import { readAccess } from './readAccess';

/** `GET /permissions` */
export async function getPermissions(
  context: MemberContext,
  request: Request,
  response: Response,
): Promise<void> {
  const model = await readAccess(context, request);
  const published = await context.permissionCatalog.list();
  response.json(listPermissions(published, model));
}
