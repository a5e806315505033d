// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { JANE, managedAccess, OMAR } from '../../__testUtils__/managedAccess';
import { groupDetails } from '../groupDetails';
import { listGroupMembers } from '../listGroupMembers';
import { requireGroup } from '../requireLocalGroup';

/** A local group, and those of the catalog: jane is in checkout, which is part of retail; omar in retail itself. */
export async function managedGroups(knex: Knex) {
  const access = await managedAccess(knex, {
    groups: ['checkout', 'retail', 'empty'],
    edges: [
      [JANE, 'group:default/checkout'],
      ['group:default/checkout', 'group:default/retail'],
      [OMAR, 'group:default/retail'],
    ],
  });
  const { store, boss } = access;
  const { result: reviewers } = await boss.createGroup({
    name: 'Reviewers',
    description: '<i>they</i> review 🔍',
  });
  return {
    ...access,
    reviewers,
    details: async (ref: string) => {
      const model = await store.fresh();
      return groupDetails(model, requireGroup(model, ref));
    },
    memberRefs: async (ref: string) =>
      listGroupMembers(await store.fresh(), ref, { limit: 10 }).items.map(
        member => member.ref,
      ),
  };
}
