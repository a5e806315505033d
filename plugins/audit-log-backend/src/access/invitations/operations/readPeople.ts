// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ACCESS_TABLES,
  type InvitationRow,
} from '../../../database/accessTables';
import type { Dialect } from '../../../database/dialect';
import { providedUser } from '../StoredInvitation';

/** Somebody who is to be a User of the catalog because of an invitation. */
export interface InvitedUser {
  /** Of the invitation. */
  readonly id: string;
  /** Of the User. */
  readonly name: string;
  readonly email: string;
}

/** Of invitations that are pending, or were accepted by that User: the earliest first. */
export async function readPeople(
  knex: Knex,
  dialect: Dialect,
  now: number,
): Promise<readonly InvitedUser[]> {
  const rows = await knex<InvitationRow>(ACCESS_TABLES.invitations)
    .whereNotNull('person_name')
    .whereNull('revoked_at')
    .where(open =>
      open
        .whereNotNull('accepted_at')
        .orWhere('expires_at', '>', dialect.writeTime(now)),
    )
    .orderBy(['created_at', 'id'])
    .select('id', 'person_name', 'email', 'accepted_by');
  return rows
    .filter(
      row =>
        row.accepted_by === null ||
        row.accepted_by === providedUser(row.person_name!),
    )
    .map(row => ({ id: row.id, name: row.person_name!, email: row.email }));
}
