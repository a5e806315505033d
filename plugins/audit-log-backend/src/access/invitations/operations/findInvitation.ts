// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { storedText } from '../../../database/storedText';
import {
  ACCESS_TABLES,
  type InvitationRow,
} from '../../../database/accessTables';

/** By its id, which may be any text, or by the hash of its token. */
export function findInvitation(
  knex: Knex,
  by: { readonly id: string } | { readonly tokenHash: string },
) {
  return knex<InvitationRow>(ACCESS_TABLES.invitations)
    .where(
      'id' in by ? { id: storedText(by.id) } : { token_hash: by.tokenHash },
    )
    .first();
}
