// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { storedText } from '../../../database/storedText';
import {
  ACCESS_TABLES,
  type InvitationRow,
} from '../../../database/accessTables';

/** The invitation whose last e-mail it is. One that was not handed to a mail server yet has none. */
export function findByMessage(
  knex: Knex,
  messageId: string,
): Promise<InvitationRow | undefined> {
  return knex<InvitationRow>(ACCESS_TABLES.invitations)
    .where({ message_id: storedText(messageId) })
    .whereIn('delivery_state', ['sending', 'sent', 'unconfirmed', 'bounced'])
    .first();
}
