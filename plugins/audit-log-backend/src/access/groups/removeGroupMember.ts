// SPDX-License-Identifier: Apache-2.0
import { NotFoundError } from '@backstage/errors';
import type { AccessChange } from '../AccessChange';
import type { Granter } from '../Granter';
import { isOwnAccess } from '../isOwnAccess';
import { endMemberships } from '../operations/endMemberships';
import { normalRef } from '../references';
import type { AccessTransaction } from '../store/AccessTransaction';
import { requireLocalGroup } from './requireLocalGroup';
import { requireMayTakeFrom } from './requireMayTakeFrom';

export interface MemberToRemove {
  readonly ref: string;
  readonly member: string;
}

/** Takes a person, known to the catalog or not, out of a local group. */
export async function removeGroupMember(
  transaction: AccessTransaction,
  granter: Granter,
  { ref: given, member: givenMember }: MemberToRemove,
): Promise<AccessChange<void>> {
  const { model } = transaction;
  const { ref, title } = requireLocalGroup(model, given);
  const member = normalRef(givenMember);
  if (!member || !model.below(ref).some(({ child }) => child === member)) {
    throw new NotFoundError(
      `${givenMember} is not a member of the group ${title}, or no longer; load its members again`,
    );
  }
  requireMayTakeFrom(model, granter, ref);

  await endMemberships(transaction, ref, member);
  return {
    result: undefined,
    meta: {
      groupRef: ref,
      groupName: title,
      members: [member],
      before: { members: [member] },
      after: { members: [] },
      ownAccess: isOwnAccess(model, granter.person, member),
    },
  };
}
