// SPDX-License-Identifier: Apache-2.0
import {
  ADMINISTRATOR_ROLE_ID,
  auditLogReadPermission,
  type OwnAccess,
} from 'backstage-plugin-audit-log-common';
import type { AccessPrincipal } from 'backstage-plugin-audit-log-node';
import type { AccessModel } from '../model/AccessModel';
import { rolePathsOf } from '../model/holds';
import { givesAtLevel, permissionsAtLevel } from '../model/permissionsAtLevel';
import { referenceOf } from '../views/referenceOf';

const READ = auditLogReadPermission.name;

/** What somebody who is signed in has by roles. */
export function ownAccess(
  model: AccessModel,
  person: AccessPrincipal,
): Pick<OwnAccess, 'member' | 'administrator' | 'permissions' | 'projects'> {
  const given = rolePathsOf(model, person).map(({ assignment }) => assignment);
  const everywhere = given.filter(({ project }) => project === undefined);
  const permissions = new Set(
    everywhere.flatMap(assignment => permissionsAtLevel(model, assignment)),
  );
  const readsAll = everywhere.some(({ role }) => model.gives(role, READ));
  const projects = new Set(
    given.flatMap(assignment =>
      assignment.project !== undefined && givesAtLevel(model, assignment, READ)
        ? [assignment.project]
        : [],
    ),
  );
  return {
    member: referenceOf(model, person.userEntityRef),
    administrator: everywhere.some(
      ({ role }) => role === ADMINISTRATOR_ROLE_ID,
    ),
    permissions: [...permissions].sort(),
    ...(!readsAll &&
      projects.size > 0 && {
        projects: [...projects].sort().map(ref => ({ ref })),
      }),
  };
}
