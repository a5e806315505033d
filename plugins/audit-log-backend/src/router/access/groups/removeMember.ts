// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { removeGroupMember } from '../../../access/groups/removeGroupMember';
import { isOwnAccess } from '../../../access/isOwnAccess';
import { asKept } from '../../../access/references';
import type { AccessContext } from '../AccessContext';
import { changeAccess } from '../changeAccess';
import { groupName } from './groupName';
import { membersAmong } from './membersAmong';

/** `DELETE /groups/{ref}/members/{member}` */
export async function removeMember(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const ref = asKept(request.params.ref);
  const member = asKept(request.params.member);
  await changeAccess(context, request, {
    eventId: 'group-membership',
    actionType: 'remove',
    asked: (model, person) => ({
      ...groupName(model, ref),
      members: [member],
      before: { members: membersAmong(model, ref, [member]) },
      after: { members: [] },
      ownAccess: isOwnAccess(model, person, member),
    }),
    work: (transaction, granter) =>
      removeGroupMember(transaction, granter, { ref, member }),
  });
  response.status(204).end();
}
