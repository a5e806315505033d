// SPDX-License-Identifier: Apache-2.0
import type {
  EffectivePermission,
  Member,
  MemberDetails,
} from 'backstage-plugin-audit-log-common';
import type { AccessModel, RolePath } from '../model/AccessModel';
import { permissionsAtLevel } from '../model/permissionsAtLevel';
import { accessPathView } from '../views/accessPathView';
import { assignmentViews, rolesAtLevels } from '../views/assignmentView';
import { grantOf } from '../views/grantOf';
import { referenceOf } from '../views/referenceOf';
import type { KnownPerson } from './KnownPerson';

export interface MemberViewOptions {
  readonly administrators: ReadonlySet<string>;
  /** When they last did something that is on record, in epoch milliseconds, by reference. */
  readonly lastSeen: ReadonlyMap<string, number>;
}

/** A person as the API has them in lists. */
export function memberView(
  model: AccessModel,
  { ref, title, email, source }: KnownPerson,
  { administrators, lastSeen }: MemberViewOptions,
): Member {
  const seen = lastSeen.get(ref);
  return {
    ref,
    title,
    ...(email !== undefined && { email }),
    source,
    administrator: administrators.has(ref),
    groups: model.above(ref).map(({ group }) => referenceOf(model, group)),
    roles: rolesAtLevels(
      model,
      model.rolePaths(ref).map(({ assignment }) => assignment),
    ),
    ...(seen !== undefined && { lastSeenAt: new Date(seen).toISOString() }),
  };
}

/** A person with what they may do and where each of it comes from. */
export function memberDetails(
  model: AccessModel,
  person: KnownPerson,
  options: MemberViewOptions,
): MemberDetails {
  const { ref } = person;
  return {
    ...memberView(model, person, options),
    assignments: assignmentViews(model, model.assignmentsOfSubject(ref)),
    memberships: model.above(ref).map(({ group, origin }) => ({
      group: referenceOf(model, group),
      source: model.localGroups.has(group) ? 'local' : 'catalog',
      grant: grantOf(model, origin),
    })),
    permissions: effectivePermissions(model, model.rolePaths(ref)),
  };
}

/** Everything that these ways give, by name. */
function effectivePermissions(
  model: AccessModel,
  paths: readonly RolePath[],
): EffectivePermission[] {
  const found = new Map<string, EffectivePermission>();
  for (const path of paths) {
    const view = accessPathView(model, path);
    for (const permission of permissionsAtLevel(model, path.assignment)) {
      const known = found.get(permission);
      if (known) {
        known.paths.push(view);
      } else {
        found.set(permission, { permission, paths: [view] });
      }
    }
  }
  return [...found.values()].sort((one, other) =>
    one.permission < other.permission ? -1 : 1,
  );
}
