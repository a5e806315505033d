// SPDX-License-Identifier: Apache-2.0
import {
  EVERY_PERMISSION,
  type Explanation,
} from 'backstage-plugin-audit-log-common';
import type { AccessModel } from '../model/AccessModel';
import type { RoleAssignment } from '../model/facts';
import { givesAtLevel, isByProject } from '../model/permissionsAtLevel';
import { levelOf } from '../views/levelOf';
import { referenceOf, roleReferenceOf } from '../views/referenceOf';

type Remedy = Explanation['remedies'][number];

/** Of each kind. */
const MOST = 3;

/**
 * Ways to give somebody a permission that they do not have, the shortest first: to join a local group that has it, to be
 * given a role that holds it, and only when there is neither, a new role. Of roles, those come first that give the least
 * besides; Administrator is none of them, unless it is everything that is asked about.
 */
export function remediesFor(
  model: AccessModel,
  permission: string,
  project: string | undefined,
): Remedy[] {
  const level = isByProject(permission) ? project : undefined;
  const sizeOf = (role: string) => model.permissionsOfRole(role).size;
  const isFit = (role: string) =>
    model.gives(role, permission) &&
    (permission === EVERY_PERMISSION ||
      !model.permissionsOfRole(role).has(EVERY_PERMISSION));
  const isFitAt = (given: RoleAssignment) =>
    isFit(given.role) &&
    givesAtLevel(model, given, permission) &&
    (given.project === undefined || given.project === level);

  const groups = [...model.localGroups.keys()]
    .flatMap(group => model.assignmentsOfSubject(group).filter(isFitAt))
    // What is given for the project alone gives less than the same for the organization.
    .sort(
      (one, other) =>
        Number(one.project === undefined) -
          Number(other.project === undefined) ||
        sizeOf(one.role) - sizeOf(other.role),
    );
  const roles = [...model.roles.keys()]
    .filter(isFit)
    .sort((one, other) => sizeOf(one) - sizeOf(other));

  const remedies: Remedy[] = [
    ...firstOfEachGroup(groups).map(given => ({
      kind: 'join-group' as const,
      group: referenceOf(model, given.subject),
      role: roleReferenceOf(model, given.role),
      level: levelOf(given.project),
    })),
    ...roles.slice(0, MOST).map(role => ({
      kind: 'assign-role' as const,
      role: roleReferenceOf(model, role),
      level: levelOf(level),
    })),
  ];
  return remedies.length > 0
    ? remedies
    : [{ kind: 'create-role', level: levelOf(level) }];
}

function firstOfEachGroup(
  sorted: readonly RoleAssignment[],
): readonly RoleAssignment[] {
  const seen = new Set<string>();
  return sorted
    .filter(({ subject }) => !seen.has(subject) && seen.add(subject))
    .slice(0, MOST);
}
