// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { countInvitationsByRole } from '../../../access/operations/countInvitationsByRole';
import { listRoles } from '../../../access/roles/listRoles';
import type { AccessContext } from '../AccessContext';
import { readAccess } from '../readAccess';
import { readListRequest } from '../readListRequest';

/** `GET /roles` */
export async function getRoles(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const model = await readAccess(context, request);
  const { knex, dialect } = context.access;
  const invitations = await countInvitationsByRole(knex, dialect, Date.now());
  response.json(listRoles(model, readListRequest(request), invitations));
}
