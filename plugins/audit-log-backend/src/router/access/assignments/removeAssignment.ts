// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { assignmentRecord } from '../../../access/assignments/assignmentRecord';
import { unassignRole } from '../../../access/assignments/unassignRole';
import { isOwnAccess } from '../../../access/isOwnAccess';
import { levelOf } from '../../../access/views/levelOf';
import type { AccessContext } from '../AccessContext';
import { changeAccess } from '../changeAccess';

/** `DELETE /assignments/{id}` */
export async function removeAssignment(
  context: AccessContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { id } = request.params;
  await changeAccess(context, request, {
    eventId: 'role-assignment',
    actionType: 'unassign',
    asked: (model, person) => {
      const assignment = model.assignments.get(id);
      if (!assignment) {
        return { assignmentId: id };
      }
      const { role, subject, project } = assignment;
      return {
        assignmentId: id,
        roleIds: [role],
        roleNames: [model.roles.get(role)?.name ?? role],
        subjects: [subject],
        level: levelOf(project),
        before: [assignmentRecord(assignment)],
        after: [],
        ownAccess: isOwnAccess(model, person, subject),
      };
    },
    work: (transaction, granter) => unassignRole(transaction, granter, id),
  });
  response.status(204).end();
}
