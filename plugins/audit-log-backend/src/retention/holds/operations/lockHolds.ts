// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { ARCHIVE_TABLES } from '../../../database/archiveTables';
import type { Dialect } from '../../../database/dialect';

/**
 * Keeps everybody else from adding or releasing a hold until the transaction ends, and waits for who is at it. To be asked before
 * anything else in the transaction, which MUST be short.
 */
export async function lockHolds(
  transaction: Knex.Transaction,
  dialect: Dialect,
): Promise<void> {
  if (dialect.engine === 'postgres') {
    await transaction.raw(`LOCK TABLE ${ARCHIVE_TABLES.holds} IN SHARE MODE`);
  } else {
    // A transaction that begins by writing is the only one until it ends, though it changes nothing.
    await transaction(ARCHIVE_TABLES.holds)
      .whereRaw('1 = 0')
      .update({ id: transaction.ref('id') });
  }
}
