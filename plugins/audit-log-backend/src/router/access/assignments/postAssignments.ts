// SPDX-License-Identifier: Apache-2.0
import type { Assignment } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import {
  assignRoles,
  type RolesToAssign,
} from '../../../access/assignments/assignRoles';
import { isOwnAccess } from '../../../access/isOwnAccess';
import { asKept } from '../../../access/references';
import { assignmentView } from '../../../access/views/assignmentView';
import { levelOf } from '../../../access/views/levelOf';
import type { AccessContext } from '../AccessContext';
import { changeAccess } from '../changeAccess';

/** `POST /assignments` */
export async function postAssignments(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const input: RolesToAssign = request.body;
  const { roles, subjects, level } = input;
  const ids = await changeAccess(context, request, {
    eventId: 'role-assignment',
    actionType: 'assign',
    asked: (model, person) => {
      const refs = subjects.map(asKept);
      return {
        roleIds: [...roles],
        roleNames: roles.map(id => model.roles.get(id)?.name ?? id),
        subjects: refs,
        level:
          level.kind === 'project' ? levelOf(asKept(level.project)) : level,
        ownAccess: refs.some(ref => isOwnAccess(model, person, ref)),
      };
    },
    work: (transaction, granter) => assignRoles(transaction, granter, input),
  });
  const model = await context.access.fresh();
  const items: Assignment[] = ids.flatMap(id => {
    const assignment = model.assignments.get(id);
    // Gone again already: somebody else was quick.
    return assignment ? [assignmentView(model, assignment)] : [];
  });
  response.json({ items });
}
