// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { deleteGroup } from '../../../access/groups/deleteGroup';
import { isOwnAccess } from '../../../access/isOwnAccess';
import { asKept } from '../../../access/references';
import type { AccessContext } from '../AccessContext';
import { changeAccess } from '../changeAccess';
import { readVersion } from '../versions';
import { groupAsItIs } from './groupAsItIs';

/** `DELETE /groups/{ref}` */
export async function removeGroup(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const ref = asKept(request.params.ref);
  const version = readVersion(request);
  await changeAccess(context, request, {
    eventId: 'group-write',
    actionType: 'delete',
    asked: (model, person) => ({
      ...groupAsItIs(model, ref),
      after: null,
      ownAccess: isOwnAccess(model, person, ref),
    }),
    work: (transaction, granter) =>
      deleteGroup(transaction, granter, {
        ref,
        version,
      }),
  });
  response.status(204).end();
}
