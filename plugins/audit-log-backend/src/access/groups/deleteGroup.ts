// SPDX-License-Identifier: Apache-2.0
import type { AccessChange } from '../AccessChange';
import { assignmentRecord } from '../assignments/assignmentRecord';
import { projectsOf } from '../assignments/projectsOf';
import type { Granter } from '../Granter';
import { isOwnAccess } from '../isOwnAccess';
import { endAssignments } from '../operations/endAssignments';
import { endGroupVersion } from '../operations/endGroupVersion';
import { endMemberships } from '../operations/endMemberships';
import { withdrawFromInvitations } from '../operations/withdrawFromInvitations';
import type { AccessTransaction } from '../store/AccessTransaction';
import { groupRecord } from './readGroup';
import { requireGroupVersion } from './requireGroupVersion';
import { requireLocalGroup } from './requireLocalGroup';
import { requireMayTakeFrom } from './requireMayTakeFrom';

export interface GroupDeletion {
  readonly ref: string;
  /** That the change starts from. */
  readonly version: number;
}

/** Deletes a local group, and with it what it gives to its members. */
export async function deleteGroup(
  transaction: AccessTransaction,
  granter: Granter,
  { ref: given, version }: GroupDeletion,
): Promise<AccessChange<void>> {
  const { model } = transaction;
  const group = requireLocalGroup(model, given);
  const { ref } = group;
  await requireGroupVersion(transaction, group, version);
  requireMayTakeFrom(model, granter, ref);

  await endMemberships(transaction, ref);
  await endAssignments(transaction, { subject_ref: ref });
  await withdrawFromInvitations(transaction, 'groups', ref);
  await endGroupVersion(transaction, ref);
  return {
    result: undefined,
    meta: {
      groupRef: ref,
      groupName: group.title,
      before: {
        ...groupRecord(group),
        members: model
          .below(ref)
          .map(({ child }) => child)
          .sort(),
        assignments: model.assignmentsOfSubject(ref).map(assignmentRecord),
      },
      after: null,
      projects: projectsOf(model.assignmentsOfSubject(ref)),
      ownAccess: isOwnAccess(model, granter.person, ref),
    },
  };
}
