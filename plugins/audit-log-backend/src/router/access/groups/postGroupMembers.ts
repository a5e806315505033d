// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { addGroupMembers } from '../../../access/groups/addGroupMembers';
import { isOwnAccess } from '../../../access/isOwnAccess';
import { asKept } from '../../../access/references';
import type { AccessContext } from '../AccessContext';
import { changeAccess } from '../changeAccess';
import { groupName } from './groupName';
import { groupWithRoles } from './groupWithRoles';
import { membersAmong } from './membersAmong';

/** `POST /groups/{ref}/members` */
export async function postGroupMembers(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const ref = asKept(request.params.ref);
  const members: readonly string[] = request.body.members;
  await changeAccess(context, request, {
    eventId: 'group-membership',
    actionType: 'add',
    asked: (model, person) => {
      const refs = members.map(asKept);
      return {
        ...groupName(model, ref),
        members: refs,
        before: { members: membersAmong(model, ref, refs) },
        after: { members: refs },
        ownAccess: refs.some(one => isOwnAccess(model, person, one)),
      };
    },
    work: (transaction, granter) =>
      addGroupMembers(transaction, granter, { ref, members }),
  });
  response.json(groupWithRoles(await context.access.fresh(), ref));
}
