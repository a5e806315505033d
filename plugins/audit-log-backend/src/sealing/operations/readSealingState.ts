// SPDX-License-Identifier: Apache-2.0
import type { Checkpoint } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { checkpointFromRow } from '../../database/checkpointFromRow';
import type { Dialect } from '../../database/dialect';
import {
  SEALING_TABLES,
  type CheckpointRow,
  type ContradictionRow,
} from '../../database/sealingTables';
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
  /** The last checkpoint. */
  readonly latest?: Checkpoint;
  /** A checkpoint that the ledger has not grown from, as a process says that may be this one, and when it last said so. */
  readonly contradiction?: { readonly note: string; readonly upheldAt: number };
}

type StateRow = {
  readonly events: StoredInteger;
  readonly sealed: StoredInteger;
  readonly now: StoredTime;
} & OrNull<CheckpointRow> &
  OrNull<
    Pick<ContradictionRow, 'upheld_at'> & { readonly contradiction: string }
  >;

/** What is joined is there as a whole or not at all. */
type OrNull<T> = T | { readonly [Key in keyof T]: null };

/** How far sealing is: four rows by their keys, in one statement, so that they are of one moment. */
export async function readSealingState(
  knex: Knex,
  dialect: Dialect,
): Promise<SealingState> {
  const latest = knex(SEALING_TABLES.checkpoints)
    .orderBy('size', 'desc')
    .limit(1);
  const [row]: StateRow[] = await knex
    .from({ ledger: TABLES.ledger })
    .join({ tree: SEALING_TABLES.tree }, 'tree.id', 'ledger.id')
    .leftJoin(latest.as('latest'), knex.raw('1 = 1'))
    .leftJoin(
      { contradiction: SEALING_TABLES.contradictions },
      'contradiction.id',
      'ledger.id',
    )
    .where({ 'ledger.id': 1 })
    .select({
      events: 'ledger.next_sequence',
      sealed: 'tree.size',
      size: 'latest.size',
      root: 'latest.root',
      note: 'latest.note',
      sealed_at: 'latest.sealed_at',
      contradiction: 'contradiction.note',
      upheld_at: 'contradiction.upheld_at',
      now: knex.raw(dialect.timeFromNow(0)),
    });
  if (!row) {
    throw new Error('The ledger does not know how far it is');
  }
  return {
    events: Number(row.events),
    sealed: Number(row.sealed),
    now: dialect.readTime(row.now),
    ...(row.sealed_at !== null && {
      sealedAt: dialect.readTime(row.sealed_at),
      latest: checkpointFromRow(row, dialect),
    }),
    ...(row.contradiction !== null && {
      contradiction: {
        note: row.contradiction,
        upheldAt: dialect.readTime(row.upheld_at),
      },
    }),
  };
}
