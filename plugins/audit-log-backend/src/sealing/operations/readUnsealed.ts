// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES, type BatchRow } from '../../database/tables';

/** Bounds how long the right to seal is held. */
const MAX_BATCHES = 1000;
const MAX_EVENTS = 50_000;
/** Of these the events have to be read, sealed and written. */
const MAX_EVENTS_WITHOUT_LEAVES = 1_000;

export type UnsealedBatch = Pick<
  BatchRow,
  | 'stream'
  | 'batch'
  | 'event_count'
  | 'first_sequence'
  | 'first_recorded_at'
  | 'last_recorded_at'
  | 'leaves'
>;

/** The batches in order from a sequence on, as many as one turn takes. */
export async function readUnsealed(
  transaction: Knex.Transaction,
  from: number,
): Promise<{
  readonly batches: readonly UnsealedBatch[];
  readonly more: boolean;
}> {
  const rows = await transaction<BatchRow>(TABLES.batches)
    .where('first_sequence', '>=', from)
    .orderBy('first_sequence')
    .limit(MAX_BATCHES)
    .select(
      'stream',
      'batch',
      'event_count',
      'first_sequence',
      'first_recorded_at',
      'last_recorded_at',
      'leaves',
    );
  let events = 0;
  let withoutLeaves = 0;
  const enough = rows.findIndex(({ event_count, leaves }) => {
    events += event_count;
    withoutLeaves += leaves ? 0 : event_count;
    return events >= MAX_EVENTS || withoutLeaves >= MAX_EVENTS_WITHOUT_LEAVES;
  });
  const batches = enough < 0 ? rows : rows.slice(0, enough + 1);
  return {
    batches,
    more: batches.length < rows.length || rows.length === MAX_BATCHES,
  };
}
