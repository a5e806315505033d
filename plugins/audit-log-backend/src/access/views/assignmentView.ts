// SPDX-License-Identifier: Apache-2.0
import type {
  Assignment,
  Reference,
  RoleAtLevel,
} from 'backstage-plugin-audit-log-common';
import type { AccessModel } from '../model/AccessModel';
import type { RoleAssignment } from '../model/facts';
import { grantOf } from './grantOf';
import { levelOf } from './levelOf';
import { referenceOf, roleReferenceOf } from './referenceOf';

const NAMES = new Intl.Collator('en', { numeric: true });

/** That a group or member has a role, as the API has it. */
export function assignmentView(
  model: AccessModel,
  { id, role, subject, project, fixed, origin }: RoleAssignment,
): Assignment {
  return {
    id,
    role: roleReferenceOf(model, role),
    subject: referenceOf(model, subject),
    level: levelOf(project),
    grant: grantOf(model, origin),
    ...(fixed && { fixed }),
  };
}

/** Several of them, by the name of the role, and for one role by that of who has it. */
export function assignmentViews(
  model: AccessModel,
  assignments: readonly RoleAssignment[],
): Assignment[] {
  return assignments
    .map(assignment => assignmentView(model, assignment))
    .sort(
      (one, other) =>
        byTitle(one.role, other.role) || byTitle(one.subject, other.subject),
    );
}

/** The roles without who has them, by name; each role and level once. */
export function rolesAtLevels(
  model: AccessModel,
  assignments: readonly RoleAssignment[],
): RoleAtLevel[] {
  const roles = new Map<string, RoleAtLevel>();
  for (const { role, project } of assignments) {
    roles.set(`${role} ${project ?? ''}`, {
      role: roleReferenceOf(model, role),
      level: levelOf(project),
    });
  }
  return [...roles.values()].sort((one, other) =>
    byTitle(one.role, other.role),
  );
}

function byTitle(one: Reference, other: Reference): number {
  return NAMES.compare(one.title ?? one.ref, other.title ?? other.ref);
}
