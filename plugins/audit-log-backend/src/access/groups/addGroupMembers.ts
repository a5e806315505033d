// SPDX-License-Identifier: Apache-2.0
import type { AccessChange } from '../AccessChange';
import { requirePeople } from '../assignments/requireSubjects';
import type { Granter } from '../Granter';
import { isOwnAccess } from '../isOwnAccess';
import { insertMemberships } from '../operations/insertMemberships';
import { requireGrantable } from '../requireGrantable';
import type { AccessTransaction } from '../store/AccessTransaction';
import { requireLocalGroup } from './requireLocalGroup';

export interface MembersToAdd {
  readonly ref: string;
  readonly members: readonly string[];
}

/** Adds people to a local group, all or none of them; who is a member stays one. It gives them what the group gives. */
export async function addGroupMembers(
  transaction: AccessTransaction,
  granter: Granter,
  { ref: given, members: wanted }: MembersToAdd,
): Promise<AccessChange<void>> {
  const { model } = transaction;
  const { ref, title } = requireLocalGroup(model, given);
  const people = requirePeople(model, wanted);
  const members = new Set(model.below(ref).map(({ child }) => child));
  const before = people.filter(person => members.has(person));
  const added = people.filter(person => !members.has(person));
  if (added.length > 0) {
    for (const { assignment } of model.rolePaths(ref)) {
      const permissions = model.permissionsOfRole(assignment.role);
      requireGrantable(model, granter, permissions, assignment.project);
    }
  }

  await insertMemberships(transaction, ref, added);
  return {
    result: undefined,
    meta: {
      groupRef: ref,
      groupName: title,
      members: [...people],
      before: { members: before },
      after: { members: [...people] },
      ownAccess: added.some(person =>
        isOwnAccess(model, granter.person, person),
      ),
    },
  };
}
