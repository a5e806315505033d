// SPDX-License-Identifier: Apache-2.0
import { ACCESS_TABLES } from '../../database/accessTables';
import type { AccessTransaction } from '../store/AccessTransaction';
import { endedNow } from './periodColumns';

/** Ends a local group as it is. */
export async function endGroupVersion(
  transaction: AccessTransaction,
  ref: string,
): Promise<void> {
  await transaction
    .knex(ACCESS_TABLES.groupVersions)
    .where({ group_ref: ref })
    .whereNull('ended_at')
    .update(endedNow(transaction));
}
