// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { pendingInvitations } from './pendingInvitations';

/** How many pending invitations offer which role, by its id. Those of one list of addresses offer the same, and are one row. */
export async function countInvitationsByRole(
  knex: Knex,
  dialect: Dialect,
  now: number,
): Promise<ReadonlyMap<string, number>> {
  const rows: { readonly roles: string; readonly count: number | string }[] =
    await pendingInvitations(knex, dialect, now)
      .groupBy('roles')
      .select('roles')
      .count({ count: '*' });
  const counts = new Map<string, number>();
  for (const { roles, count } of rows) {
    for (const role of JSON.parse(roles) as string[]) {
      counts.set(role, (counts.get(role) ?? 0) + Number(count));
    }
  }
  return counts;
}
