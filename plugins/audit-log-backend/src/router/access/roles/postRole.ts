// SPDX-License-Identifier: Apache-2.0
import type { RoleInput } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { createRole } from '../../../access/roles/createRole';
import type { AccessContext } from '../AccessContext';
import { changeAccess } from '../changeAccess';
import { setVersion } from '../versions';
import { roleWithUsage } from './roleWithUsage';

/** `POST /roles` */
export async function postRole(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const input: RoleInput = request.body;
  const id = await changeAccess(context, request, {
    eventId: 'role-write',
    actionType: 'create',
    asked: () => ({ roleName: input.name, after: { ...input } }),
    work: (transaction, granter) => createRole(transaction, granter, input),
  });
  const model = await context.access.fresh();
  const role = await roleWithUsage(context, model, id);
  setVersion(response, role.version);
  response.status(201).json(role);
}
