// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { SEALING_TABLES } from '../../database/sealingTables';
import {
  TABLES,
  type StoredInteger,
  type StoredTime,
} from '../../database/tables';

export interface SealingState {
  /** How many events are in order, and how many of them are sealed. */
  readonly events: number;
  readonly sealed: number;
  /** When the last checkpoint was made, and the time now, in epoch milliseconds on the database's clock. */
  readonly sealedAt?: number;
  readonly now: number;
}

interface StateRow {
  readonly events: StoredInteger;
  readonly sealed: StoredInteger;
  readonly sealed_at: StoredTime | null;
  readonly now: StoredTime;
}

/** How far sealing is: three rows by their keys. */
export async function readSealingState(
  knex: Knex,
  dialect: Dialect,
): Promise<SealingState> {
  const [row]: StateRow[] = await knex
    .from({ ledger: TABLES.ledger, tree: SEALING_TABLES.tree })
    .where({ 'ledger.id': 1, 'tree.id': 1 })
    .select({
      events: 'ledger.next_sequence',
      sealed: 'tree.size',
      sealed_at: knex(SEALING_TABLES.checkpoints)
        .orderBy('size', 'desc')
        .limit(1)
        .select('sealed_at'),
      now: knex.raw(dialect.timeFromNow(0)),
    });
  if (!row) {
    throw new Error('The ledger does not know how far it is');
  }
  return {
    events: Number(row.events),
    sealed: Number(row.sealed),
    ...(row.sealed_at !== null && {
      sealedAt: dialect.readTime(row.sealed_at),
    }),
    now: dialect.readTime(row.now),
  };
}
