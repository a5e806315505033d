// SPDX-License-Identifier: Apache-2.0
import type {
  Assignment,
  RoleAtLevel,
} from 'backstage-plugin-audit-log-common';
import type { AccessModel } from '../model/AccessModel';
import type { RoleAssignment } from '../model/facts';
import { grantOf } from './grantOf';
import { levelOf } from './levelOf';
import { referenceOf, roleReferenceOf } from './referenceOf';

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

/** The same without who has it; each role and level once. */
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
  return [...roles.values()];
}
