// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { addGroupMembers } from '../../../access/groups/addGroupMembers';
import { groupDetails } from '../../../access/groups/groupDetails';
import { requireGroup } from '../../../access/groups/requireLocalGroup';
import { isOwnAccess } from '../../../access/isOwnAccess';
import type { AccessContext } from '../AccessContext';
import { changeAccess } from '../changeAccess';
import { groupName } from './groupName';
import { membersAmong } from './membersAmong';

/** `POST /groups/{ref}/members` */
export async function postGroupMembers(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { ref } = request.params;
  const members: readonly string[] = request.body.members;
  await changeAccess(context, request, {
    eventId: 'group-membership',
    actionType: 'add',
    asked: (model, person) => ({
      ...groupName(model, ref),
      members: [...members],
      before: { members: membersAmong(model, ref, members) },
      after: { members: [...members] },
      ownAccess: members.some(one => isOwnAccess(model, person, one)),
    }),
    work: (transaction, granter) =>
      addGroupMembers(transaction, granter, { ref, members }),
  });
  const model = await context.access.fresh();
  response.json(groupDetails(model, requireGroup(model, ref)));
}
