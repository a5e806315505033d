// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { ACCESS_TABLES, type InvitationRow } from '../../database/accessTables';
import type { Dialect } from '../../database/dialect';

/** The invitations that can still be accepted at a time, in epoch milliseconds. */
export function pendingInvitations(
  knex: Knex,
  dialect: Dialect,
  now: number,
): Knex.QueryBuilder<InvitationRow> {
  return knex<InvitationRow>(ACCESS_TABLES.invitations)
    .whereNull('accepted_at')
    .whereNull('revoked_at')
    .where('expires_at', '>', dialect.writeTime(now));
}
