// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { InvitationRow } from '../../../database/accessTables';
import type { Dialect } from '../../../database/dialect';
import { pendingInvitations } from '../../operations/pendingInvitations';

const MOST_KEYS = 500;

/**
 * The pending invitations of addresses, by the keys of these; there is one of each at the most. They are locked until the
 * transaction ends: an e-mail that began to be sent in between would not be waited for by the next one.
 */
export async function findPendingByEmail(
  knex: Knex.Transaction,
  dialect: Dialect,
  keys: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, InvitationRow>> {
  const pending = new Map<string, InvitationRow>();
  for (let start = 0; start < keys.length; start += MOST_KEYS) {
    const rows: InvitationRow[] = await pendingInvitations(knex, dialect, now)
      .whereIn('email_key', keys.slice(start, start + MOST_KEYS))
      .forUpdate()
      .select();
    rows.forEach(row => pending.set(row.email_key, row));
  }
  return pending;
}
