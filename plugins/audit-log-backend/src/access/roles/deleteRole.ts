// SPDX-License-Identifier: Apache-2.0
import { ConflictError } from '@backstage/errors';
import type { RoleDetails } from 'backstage-plugin-audit-log-common';
import type { AccessChange } from '../AccessChange';
import { projectsOf } from '../assignments/projectsOf';
import type { Granter } from '../Granter';
import { isOwnRole } from '../isOwnAccess';
import { isGroup } from '../model/AccessModel';
import { countInvitationsByRole } from '../operations/countInvitationsByRole';
import { endAssignments } from '../operations/endAssignments';
import { endRoleVersion } from '../operations/endRoleVersion';
import { withdrawFromInvitations } from '../operations/withdrawFromInvitations';
import type { AccessTransaction } from '../store/AccessTransaction';
import { levelOf } from '../views/levelOf';
import { requireChangeable } from './requireChangeable';
import { requireRoleVersion } from './requireRoleVersion';
import { roleDetails, roleView } from './roleDetails';
import { roleRecord } from './roleRecord';

/** How many are named of those who have a role; the rest is counted. */
const MOST_NAMED = 5;

export interface RoleDeletion {
  readonly id: string;
  /** That the change starts from. */
  readonly version: number;
  /** Takes it away from all who have it. */
  readonly unassign: boolean;
}

/** Deletes a role; one in use only when it is to be taken away from all who have it and are invited to it. */
export async function deleteRole(
  transaction: AccessTransaction,
  granter: Granter,
  { id, version, unassign }: RoleDeletion,
): Promise<AccessChange<void>> {
  const { knex, dialect, model, now } = transaction;
  const role = requireChangeable(model, id);
  await requireRoleVersion(transaction, role, version);
  const invited = await countInvitationsByRole(knex, dialect, now);
  const pending = invited.get(id) ?? 0;
  const { groups, members, invitations } = roleView(model, role, pending).usage;
  if (groups + members + invitations > 0 && !unassign) {
    throw new ConflictError(
      `The role ${role.name} is in use: ${whereUsed(
        roleDetails(model, role, pending),
      )}. Take it away from all of them first, or have that done with unassign=true`,
    );
  }

  const assignments = model.assignmentsOfRole(id);
  await endAssignments(transaction, { role_id: id });
  await withdrawFromInvitations(transaction, 'roles', id);
  await endRoleVersion(transaction, id);
  return {
    result: undefined,
    meta: {
      roleName: role.name,
      before: {
        ...roleRecord(role),
        assignments: assignments.map(({ subject, project }) => ({
          subject,
          level: levelOf(project),
        })),
      },
      after: null,
      projects: projectsOf(assignments),
      ownAccess: isOwnRole(model, granter.person, id),
    },
  };
}

function whereUsed({ usage, assignments }: RoleDetails): string {
  const names = new Map(
    assignments.map(({ subject: { ref, title } }) => [ref, title ?? ref]),
  );
  const of = (isWanted: (ref: string) => boolean, count: number) => {
    const first = [...names]
      .filter(([ref]) => isWanted(ref))
      .slice(0, MOST_NAMED)
      .map(([, name]) => name);
    return first.length < count
      ? `${first.join(', ')} and ${count - first.length} more`
      : first.join(', ');
  };
  const { groups, members, invitations } = usage;
  return [
    ...(groups > 0
      ? [`by ${counted(groups, 'group')} (${of(isGroup, groups)})`]
      : []),
    ...(members > 0
      ? [
          `by ${counted(members, 'member')} (${of(
            ref => !isGroup(ref),
            members,
          )})`,
        ]
      : []),
    ...(invitations > 0
      ? [`in ${counted(invitations, 'pending invitation')}`]
      : []),
  ].join(', ');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
