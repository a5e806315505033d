// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  type RetentionPolicyRow,
} from '../../../database/archiveTables';

/**
 * Lets one transaction at a time, over all processes, change which policy holds or waits. It MUST be the first of the transaction:
 * on SQLite it takes the lock for writing before anything is read. False when another policy holds by now than the one that the
 * change was compared with.
 */
export async function lockEffective(
  transaction: Knex.Transaction,
  id: string,
): Promise<boolean> {
  const locked = await transaction<RetentionPolicyRow>(ARCHIVE_TABLES.policies)
    .where({ id, state: 'effective' })
    .update({ state: 'effective' });
  return locked > 0;
}
