// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../dialect';
import { TABLES, type LedgerRow } from '../tables';

/**
 * Takes the right to order batches until the transaction ends, and gives the next sequence; undefined while another
 * process has it.
 *
 * The row's lock is the lease: it ends with its holder's connection, so nobody waits for a dead process. A process that
 * froze in the middle is cut off by the database after two seconds, and its transaction undone.
 */
export async function lockLedger(
  transaction: Knex.Transaction,
  dialect: Dialect,
): Promise<number | undefined> {
  const ledger = transaction<LedgerRow>(TABLES.ledger).where({ id: 1 });
  if (dialect.engine === 'sqlite') {
    // A transaction that begins by writing is the only writer until it ends.
    const [row] = await ledger
      .update({ next_sequence: transaction.ref('next_sequence') })
      .returning('next_sequence');
    return Number(row.next_sequence);
  }
  await transaction.raw(`SET LOCAL idle_in_transaction_session_timeout = '2s'`);
  const row = await ledger.forUpdate().skipLocked().first('next_sequence');
  return row && Number(row.next_sequence);
}
