// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { TABLES, type BatchRow } from '../../database/tables';

/**
 * Of events, or of batches with few in them. Bounds what is held in memory, and how long the database keeps a moment for us; on
 * SQLite also how long nobody else has the thread.
 */
const MOST_IN_A_STEP = { postgres: 4000, sqlite: 1000 };

/** A place between two batches, in the order of the ledger. */
export interface StepPosition {
  readonly sequence: number;
  readonly stream: number;
  readonly batch: number;
}

/** What is kept of a batch beside its events. Times are epoch milliseconds. */
export interface StepHeader {
  readonly stream: number;
  readonly batch: number;
  readonly event_count: number;
  readonly first_sequence: number;
  readonly first_recorded_at: number;
  readonly last_recorded_at: number;
}

/** The next batches behind a place that begin before `end`: as many as make a step. */
export async function readHeaders(
  transaction: Knex.Transaction,
  dialect: Dialect,
  after: StepPosition,
  end: number,
): Promise<readonly StepHeader[]> {
  const most = MOST_IN_A_STEP[dialect.engine];
  const numbered = (column: string) =>
    transaction.raw(`${dialect.milliseconds(column)} AS ${column}`);
  const rows: StepHeader[] = await transaction<BatchRow>(TABLES.batches)
    .whereNotNull('first_sequence')
    // Said twice: the first is what the index is read by.
    .where('first_sequence', '>=', after.sequence)
    .whereRaw('(first_sequence, stream, batch) > (?, ?, ?)', [
      after.sequence,
      after.stream,
      after.batch,
    ])
    .where('first_sequence', '<', end)
    .orderBy(['first_sequence', 'stream', 'batch'])
    .limit(most)
    .select(
      'stream',
      'batch',
      'event_count',
      'first_sequence',
      numbered('first_recorded_at'),
      numbered('last_recorded_at'),
    );
  let events = 0;
  const enough = rows.findIndex(row => {
    events += Math.max(0, row.event_count);
    return events >= most;
  });
  return (enough < 0 ? rows : rows.slice(0, enough + 1)).map(row => ({
    ...row,
    batch: Number(row.batch),
    first_sequence: Number(row.first_sequence),
    first_recorded_at: Number(row.first_recorded_at),
    last_recorded_at: Number(row.last_recorded_at),
  }));
}
