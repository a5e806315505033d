// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ACCESS_TABLES,
  type InvitationRow,
} from '../../../database/accessTables';
import type { Dialect } from '../../../database/dialect';

const MOST_KEYS = 500;

/** The pending invitations of addresses, by the keys of these; there is one of each at the most. */
export async function findPendingByEmail(
  knex: Knex,
  dialect: Dialect,
  keys: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, InvitationRow>> {
  const pending = new Map<string, InvitationRow>();
  for (let start = 0; start < keys.length; start += MOST_KEYS) {
    const rows = await knex<InvitationRow>(ACCESS_TABLES.invitations)
      .whereIn('email_key', keys.slice(start, start + MOST_KEYS))
      .whereNull('accepted_at')
      .whereNull('revoked_at')
      .where('expires_at', '>', dialect.writeTime(now))
      .select();
    rows.forEach(row => pending.set(row.email_key, row));
  }
  return pending;
}
