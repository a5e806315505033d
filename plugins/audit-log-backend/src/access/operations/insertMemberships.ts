// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { ACCESS_TABLES } from '../../database/accessTables';
import type { AccessTransaction } from '../store/AccessTransaction';
import { startedNow } from './periodColumns';

/** Rows of one statement: SQLite binds a limited number of values. */
const ROWS = 500;

/** Makes people, none of whom is one, members of a local group from now on. */
export async function insertMemberships(
  transaction: AccessTransaction,
  group: string,
  members: readonly string[],
): Promise<void> {
  await transaction.knex.batchInsert(
    ACCESS_TABLES.groupMembers,
    members.map(member => ({
      id: randomUUID(),
      group_ref: group,
      member_ref: member,
      ...startedNow(transaction),
    })),
    ROWS,
  );
}
