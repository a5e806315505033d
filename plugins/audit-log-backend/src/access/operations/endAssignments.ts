// SPDX-License-Identifier: Apache-2.0
import { ACCESS_TABLES } from '../../database/accessTables';
import type { AccessTransaction } from '../store/AccessTransaction';
import { endedNow } from './periodColumns';

/** Takes roles away: one that was given, all of a role or all of a subject. What the configuration gives stays. */
export async function endAssignments(
  transaction: AccessTransaction,
  which:
    | { readonly id: string }
    | { readonly role_id: string }
    | { readonly subject_ref: string },
): Promise<void> {
  await transaction
    .knex(ACCESS_TABLES.assignments)
    .where({ ...which, fixed: false })
    .whereNull('ended_at')
    .update(endedNow(transaction));
}
