// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ACCESS_TABLES,
  type InvitationRow,
} from '../../../database/accessTables';

/** Of 28 columns each: SQLite takes 32,766 bindings, PostgreSQL 65,535. */
const MOST_ROWS = 500;

export async function insertInvitations(
  knex: Knex,
  rows: readonly InvitationRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += MOST_ROWS) {
    await knex(ACCESS_TABLES.invitations).insert(
      rows.slice(start, start + MOST_ROWS),
    );
  }
}
