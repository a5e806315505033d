// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ACCESS_TABLES,
  type InvitationRow,
} from '../../../database/accessTables';
import type { Dialect } from '../../../database/dialect';

/**
 * Marks e-mails whose attempt has not ended in time, because its process died or lost the database: nobody knows whether
 * they were sent. The attempt keeps its claim, in case that it does end.
 */
export async function giveUpAbandoned(
  knex: Knex,
  dialect: Dialect,
  reason: string,
): Promise<InvitationRow[]> {
  return knex(ACCESS_TABLES.invitations)
    .where({ delivery_state: 'sending' })
    .whereRaw(`claimed_until < ${dialect.timeFromNow(0)}`)
    .update({ delivery_state: 'unconfirmed', delivery_reason: reason })
    .returning('*');
}
