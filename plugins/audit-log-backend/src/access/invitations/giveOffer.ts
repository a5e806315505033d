// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import type { RoleAssignment } from '../model/facts';
import { insertAssignments } from '../operations/insertAssignments';
import { insertMemberships } from '../operations/insertMemberships';
import type { AccessTransaction } from '../store/AccessTransaction';
import type { Offer } from './StoredInvitation';

/** What somebody has in their own name, not through groups of the catalog. */
interface OwnAccess {
  readonly assignments: readonly Pick<
    RoleAssignment,
    'role' | 'subject' | 'project'
  >[];
  /** References of local groups. */
  readonly groups: readonly string[];
}

export interface GivenOffer {
  readonly before: OwnAccess;
  readonly after: OwnAccess;
}

/** Gives somebody what was offered to them and they do not have yet, in the name of whoever offered it. */
export async function giveOffer(
  transaction: AccessTransaction,
  { roles, groups, project }: Offer,
  person: string,
  by: string,
): Promise<GivenOffer> {
  const { model, changer } = transaction;
  const given = { ...transaction, changer: { ...changer, by } };
  const before: OwnAccess = {
    assignments: model.assignmentsOfSubject(person),
    groups: model
      .above(person)
      .map(({ group }) => group)
      .filter(group => model.localGroups.has(group)),
  };
  const added = roles
    .filter(
      role =>
        !model
          .assignmentsOfSubject(person)
          .some(
            one => one.role === role && one.project === project && !one.fixed,
          ),
    )
    .map(role => ({ id: randomUUID(), role, subject: person, project }));
  await insertAssignments(given, added);
  const joined = groups.filter(group => !before.groups.includes(group));
  for (const group of joined) {
    await insertMemberships(given, group, [person]);
  }
  return {
    before,
    after: {
      assignments: [...before.assignments, ...added],
      groups: [...before.groups, ...joined],
    },
  };
}
