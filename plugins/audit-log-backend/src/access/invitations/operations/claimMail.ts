// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ACCESS_TABLES,
  type InvitationRow,
} from '../../../database/accessTables';
import type { Dialect } from '../../../database/dialect';

export interface Claim {
  /** Random id of this attempt. */
  readonly claimedBy: string;
  readonly leaseMs: number;
  /** Of the token that this attempt sends. */
  readonly tokenHash: string;
  readonly now: number;
}

/**
 * Takes the e-mail that has waited longest, if one is due, for one attempt to send it. No other attempt gets it: what is
 * taken is not queued any more, and if two look at the same row, one of them finds it changed.
 */
export async function claimMail(
  knex: Knex,
  dialect: Dialect,
  { claimedBy, leaseMs, tokenHash, now }: Claim,
): Promise<InvitationRow | undefined> {
  const time = dialect.writeTime(now);
  const due = knex(ACCESS_TABLES.invitations)
    .where({ delivery_state: 'queued' })
    .where('next_attempt_at', '<=', time)
    .where('expires_at', '>', time)
    .whereNull('accepted_at')
    .whereNull('revoked_at')
    .orderBy('next_attempt_at')
    .limit(1)
    .select('id');
  if (dialect.engine === 'postgres') {
    // Workers take different rows instead of waiting for each other.
    due.forUpdate().skipLocked();
  }
  const [row] = await knex(ACCESS_TABLES.invitations)
    .where('id', '=', due)
    .where({ delivery_state: 'queued' })
    .update({
      delivery_state: 'sending',
      delivery_at: time,
      attempts: knex.raw('attempts + 1'),
      token_hash: tokenHash,
      claimed_by: claimedBy,
      claimed_until: knex.raw(dialect.timeFromNow(leaseMs)),
    })
    .returning('*');
  return row;
}
