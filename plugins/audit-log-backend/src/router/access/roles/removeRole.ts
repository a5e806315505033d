// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { isOwnRole } from '../../../access/isOwnAccess';
import { deleteRole } from '../../../access/roles/deleteRole';
import { queryOf } from '../../queryOf';
import type { AccessContext } from '../AccessContext';
import { changeAccess } from '../changeAccess';
import { readVersion } from '../versions';
import { roleAsItIs } from './roleAsItIs';

/** `DELETE /roles/{id}` */
export async function removeRole(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { id } = request.params;
  const version = readVersion(request);
  await changeAccess(context, request, {
    eventId: 'role-write',
    actionType: 'delete',
    asked: (model, person) => ({
      ...roleAsItIs(model, id),
      after: null,
      ownAccess: isOwnRole(model, person, id),
    }),
    work: (transaction, granter) =>
      deleteRole(transaction, granter, {
        id,
        version,
        unassign: queryOf(request).get('unassign') === 'true',
      }),
  });
  response.status(204).end();
}
