// SPDX-License-Identifier: Apache-2.0
import type { RoleInput } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { isOwnRole } from '../../../access/isOwnAccess';
import { updateRole } from '../../../access/roles/updateRole';
import type { AccessContext } from '../AccessContext';
import { changeAccess } from '../changeAccess';
import { readVersion, setVersion } from '../versions';
import { roleWithUsage } from './roleWithUsage';
import { roleAsItIs } from './roleAsItIs';

/** `PUT /roles/{id}` */
export async function putRole(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { id } = request.params;
  const version = readVersion(request);
  const input: RoleInput = request.body;
  await changeAccess(context, request, {
    eventId: 'role-write',
    actionType: 'update',
    asked: (model, person) => ({
      ...roleAsItIs(model, id),
      after: { ...input },
      ownAccess: isOwnRole(model, person, id),
    }),
    work: (transaction, granter) =>
      updateRole(transaction, granter, {
        id,
        version,
        input,
      }),
  });
  const model = await context.access.fresh();
  const role = await roleWithUsage(context, model, id);
  setVersion(response, role.version);
  response.json(role);
}
