// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ACCESS_TABLES,
  type InvitationRow,
} from '../../../database/accessTables';

/**
 * Writes down how an attempt to send ended; false when the invitation was sent again or handed over by hand meanwhile, and
 * the attempt does not count any more.
 */
export async function settleMail(
  knex: Knex,
  claimedBy: string,
  changes: Partial<InvitationRow>,
): Promise<boolean> {
  const settled = await knex<InvitationRow>(ACCESS_TABLES.invitations)
    .where({ claimed_by: claimedBy })
    .update({ ...changes, claimed_by: null, claimed_until: null });
  return settled > 0;
}
