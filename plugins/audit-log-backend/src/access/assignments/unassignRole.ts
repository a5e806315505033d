// SPDX-License-Identifier: Apache-2.0
import { ConflictError, NotFoundError } from '@backstage/errors';
import { ADMINISTRATOR_ROLE_ID } from 'backstage-plugin-audit-log-common';
import type { AccessChange } from '../AccessChange';
import type { Granter } from '../Granter';
import { isOwnAccess } from '../isOwnAccess';
import { endAssignments } from '../operations/endAssignments';
import { requireEverything } from '../requireGrantable';
import type { AccessTransaction } from '../store/AccessTransaction';
import { referenceOf } from '../views/referenceOf';
import { levelOf } from '../views/levelOf';
import { assignmentRecord } from './assignmentRecord';

/** Takes a role away from a group or person. */
export async function unassignRole(
  transaction: AccessTransaction,
  granter: Granter,
  id: string,
): Promise<AccessChange<void>> {
  const { model } = transaction;
  const assignment = model.assignments.get(id);
  if (!assignment) {
    throw new NotFoundError(
      `There is no assignment ${id}, or it has been taken away; load who has the role again`,
    );
  }
  const { role, subject, project } = assignment;
  if (assignment.fixed) {
    throw new ConflictError(
      `The configuration makes ${subject} an organization administrator; take it out of auditLog.administrators there, and restart the backend`,
    );
  }
  if (role === ADMINISTRATOR_ROLE_ID) {
    requireEverything(model, granter);
  }

  await endAssignments(transaction, { id });
  return {
    result: undefined,
    meta: {
      roleIds: [role],
      roleNames: [model.roles.get(role)?.name ?? role],
      subjects: [subject],
      subjectNames: [referenceOf(model, subject).title ?? subject],
      level: levelOf(project),
      before: [assignmentRecord(assignment)],
      after: [],
      ownAccess: isOwnAccess(model, granter.person, subject),
    },
  };
}
