// SPDX-License-Identifier: Apache-2.0
import { ACCESS_TABLES } from '../../database/accessTables';
import type { AccessTransaction } from '../store/AccessTransaction';
import { endedNow } from './periodColumns';

/** Ends the membership of one person in a local group, or of all. */
export async function endMemberships(
  transaction: AccessTransaction,
  group: string,
  member?: string,
): Promise<void> {
  await transaction
    .knex(ACCESS_TABLES.groupMembers)
    .where({ group_ref: group, ...(member && { member_ref: member }) })
    .whereNull('ended_at')
    .update(endedNow(transaction));
}
