// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { SEALING_TABLES, type TreeRow } from '../../database/sealingTables';
import type { StoredTime } from '../../database/tables';

export interface LockedTree {
  readonly size: number;
  /** Epoch milliseconds on the database's clock. */
  readonly now: number;
}

/**
 * Takes the right to seal until the transaction ends; undefined while another process has it. As with the right to order, the
 * row's lock is the lease, and a process that froze in the middle is cut off after two seconds. It is another row, so that
 * nobody who orders waits for somebody who seals.
 */
export async function lockTree(
  transaction: Knex.Transaction,
  dialect: Dialect,
): Promise<LockedTree | undefined> {
  const tree = transaction<TreeRow>(SEALING_TABLES.tree).where({ id: 1 });
  if (dialect.engine === 'sqlite') {
    // A transaction that begins by writing is the only writer until it ends.
    await tree.clone().update({ size: transaction.ref('size') });
  } else {
    await transaction.raw(
      `SET LOCAL idle_in_transaction_session_timeout = '2s'`,
    );
    tree.forUpdate().skipLocked();
  }
  const row: { size: string; now: StoredTime } | undefined = await tree.first(
    'size',
    transaction.raw(`${dialect.timeFromNow(0)} AS now`),
  );
  return row && { size: Number(row.size), now: dialect.readTime(row.now) };
}
