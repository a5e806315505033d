// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ACCESS_TABLES,
  type InvitationRow,
} from '../../../database/accessTables';

/** Of 28 columns each: SQLite takes 32,766 bindings, PostgreSQL 65,535. */
const MOST_ROWS = 500;

/** Writes invitations that are new, and those that are renewed over what they were. */
export async function writeInvitations(
  knex: Knex,
  rows: readonly InvitationRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += MOST_ROWS) {
    await knex(ACCESS_TABLES.invitations)
      .insert(rows.slice(start, start + MOST_ROWS))
      .onConflict('id')
      .merge();
  }
}
