// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../dialect';
import { SEALING_TABLES, type ErasureRow } from '../sealingTables';

/**
 * Holds up erasures that begin, until the transaction ends. With it an erasure that a file knows nothing of and events that leave the
 * live table by that file exclude each other: whichever is on record first goes first.
 */
export async function lockErasures(
  transaction: Knex.Transaction,
  dialect: Dialect,
): Promise<void> {
  if (dialect.engine === 'postgres') {
    await transaction.raw(`SET LOCAL lock_timeout = '2s'`);
    await transaction.raw(
      `LOCK TABLE ${SEALING_TABLES.erasures} IN SHARE MODE`,
    );
  } else {
    // A transaction that begins by writing is the only one until it ends.
    await transaction<ErasureRow>(SEALING_TABLES.erasures)
      .whereRaw('FALSE')
      .delete();
  }
}
