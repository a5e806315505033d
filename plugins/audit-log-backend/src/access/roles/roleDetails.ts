// SPDX-License-Identifier: Apache-2.0
import type { Role, RoleDetails } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { type AccessModel, isGroup } from '../model/AccessModel';
import type { StoredRole } from '../model/facts';
import { countInvitationsByRole } from '../operations/countInvitationsByRole';
import { assignmentViews } from '../views/assignmentView';
import { referenceOf } from '../views/referenceOf';

/** A role as the API has it in lists. */
export function roleView(
  model: AccessModel,
  { id, name, description, permissions, builtIn, version, origin }: StoredRole,
  invitations: number,
): Role {
  const subjects = [
    ...new Set(model.assignmentsOfRole(id).map(({ subject }) => subject)),
  ];
  const groups = subjects.filter(isGroup).length;
  return {
    id,
    name,
    description,
    permissions: [...permissions],
    builtIn,
    version,
    ...(origin.since !== undefined && {
      updatedAt: new Date(origin.since).toISOString(),
    }),
    ...(origin.by !== undefined && {
      updatedBy: referenceOf(model, origin.by),
    }),
    usage: { groups, members: subjects.length - groups, invitations },
  };
}

/** A role and where it is used, as the API has it. */
export function roleDetails(
  model: AccessModel,
  role: StoredRole,
  invitations: number,
): RoleDetails {
  return {
    ...roleView(model, role, invitations),
    assignments: assignmentViews(model, model.assignmentsOfRole(role.id)),
  };
}

/** The same, with the pending invitations counted; inside of a change, or of the store as it is. */
export async function readRoleDetails(
  {
    knex,
    dialect,
    model,
  }: {
    readonly knex: Knex;
    readonly dialect: Dialect;
    readonly model: AccessModel;
  },
  role: StoredRole,
): Promise<RoleDetails> {
  const counts = await countInvitationsByRole(knex, dialect, Date.now());
  return roleDetails(model, role, counts.get(role.id) ?? 0);
}
