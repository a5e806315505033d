// SPDX-License-Identifier: Apache-2.0
import { ACCESS_TABLES } from '../../database/accessTables';
import type { AccessTransaction } from '../store/AccessTransaction';
import { endedNow } from './periodColumns';

/** Ends a role as it is. */
export async function endRoleVersion(
  transaction: AccessTransaction,
  id: string,
): Promise<void> {
  await transaction
    .knex(ACCESS_TABLES.roleVersions)
    .where({ role_id: id })
    .whereNull('ended_at')
    .update(endedNow(transaction));
}
