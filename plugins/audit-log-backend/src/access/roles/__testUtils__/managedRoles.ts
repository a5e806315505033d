// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { JANE, managedAccess } from '../../__testUtils__/managedAccess';

/** What the role Reading holds. */
export const READS = ['audit-log.view', 'audit-log.read'];

/** The manager may change roles, and reads the audit log of one project. */
export async function managedRoles(knex: Knex) {
  const access = await managedAccess(
    knex,
    { groups: ['retail'], edges: [[JANE, 'group:default/retail']] },
    { reads: READS },
  );
  return {
    ...access,
    role: async (id: string) => (await access.store.fresh()).roles.get(id),
  };
}
