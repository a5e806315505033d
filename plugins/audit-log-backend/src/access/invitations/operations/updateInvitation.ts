// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ACCESS_TABLES,
  type InvitationRow,
} from '../../../database/accessTables';

export async function updateInvitation(
  knex: Knex,
  id: string,
  changes: Partial<InvitationRow>,
): Promise<void> {
  await knex<InvitationRow>(ACCESS_TABLES.invitations)
    .where({ id })
    .update(changes);
}
