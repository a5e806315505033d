// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { InputError } from '@backstage/errors';
import {
  ADMINISTRATOR_ROLE_ID,
  type MappingLevel,
} from 'backstage-plugin-audit-log-common';
import type { AccessChange } from '../AccessChange';
import type { Granter } from '../Granter';
import { isOwnAccess } from '../isOwnAccess';
import type { AccessModel } from '../model/AccessModel';
import type { RoleAssignment } from '../model/facts';
import { insertAssignments } from '../operations/insertAssignments';
import { readProject } from '../references';
import { requireGrantable } from '../requireGrantable';
import { requireRole } from '../roles/requireChangeable';
import type { AccessTransaction } from '../store/AccessTransaction';
import { referenceOf } from '../views/referenceOf';
import { levelOf } from '../views/levelOf';
import { assignmentRecord } from './assignmentRecord';
import { requireSubjects } from './requireSubjects';

/** New ones of one request. */
const MOST_NEW = 1_000;

export interface RolesToAssign {
  /** Ids. */
  readonly roles: readonly string[];
  readonly subjects: readonly string[];
  readonly level: MappingLevel;
}

/**
 * Gives each of some roles to each of some groups and people, or none to anybody. What is given already stays as it is; what
 * the configuration gives can be given here as well, and then stays when the configuration changes. Resolves with the ids
 * of all of them.
 */
export async function assignRoles(
  transaction: AccessTransaction,
  granter: Granter,
  input: RolesToAssign,
): Promise<AccessChange<readonly string[]>> {
  const { model } = transaction;
  const project =
    input.level.kind === 'project'
      ? readProject(input.level.project)
      : undefined;
  const roles = [...new Set(input.roles)].map(id => requireRole(model, id));
  const subjects = requireSubjects(model, input.subjects);
  if (project && roles.some(({ id }) => id === ADMINISTRATOR_ROLE_ID)) {
    throw new InputError(
      'level: an administrator administers the whole organization; give the role Administrator for the organization, or another role for the project',
    );
  }

  const wanted = roles.flatMap(({ id: role }) =>
    subjects.map(subject => ({
      role,
      subject,
      project,
      existing: find(model, role, subject, project),
    })),
  );
  const added = wanted.flatMap(({ existing, ...assignment }) =>
    existing ? [] : [{ id: randomUUID(), ...assignment }],
  );
  if (added.length > MOST_NEW) {
    throw new InputError(
      `subjects: ${roles.length} roles for ${subjects.length} groups and members would be ${added.length} assignments, and at most ${MOST_NEW} can be made at once; make them in several steps`,
    );
  }
  for (const role of new Set(added.map(one => one.role))) {
    requireGrantable(model, granter, model.permissionsOfRole(role), project);
  }

  await insertAssignments(transaction, added);
  const before = wanted.flatMap(({ existing }) => (existing ? [existing] : []));
  return {
    result: [...before, ...added].map(({ id }) => id),
    meta: {
      roleIds: roles.map(({ id }) => id),
      roleNames: roles.map(({ name }) => name),
      subjects: [...subjects],
      subjectNames: subjects.map(ref => referenceOf(model, ref).title ?? ref),
      level: levelOf(project),
      before: before.map(assignmentRecord),
      after: [...before, ...added].map(assignmentRecord),
      ownAccess: added.some(({ subject }) =>
        isOwnAccess(model, granter.person, subject),
      ),
    },
  };
}

function find(
  model: AccessModel,
  role: string,
  subject: string,
  project: string | undefined,
): RoleAssignment | undefined {
  return model
    .assignmentsOfSubject(subject)
    .find(one => one.role === role && one.project === project && !one.fixed);
}
