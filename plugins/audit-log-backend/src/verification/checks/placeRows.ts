// SPDX-License-Identifier: Apache-2.0
import type { StoredTime } from '../../database/tables';
import type { SequencedEventRow, StepBatch } from '../operations/readStep';

const HASH_BYTES = 32;

/** The rows of a batch by their position, and those that have none of their own. */
export interface PlacedRows {
  readonly rows: readonly (SequencedEventRow | undefined)[];
  readonly surplus: readonly SequencedEventRow[];
  /** What is kept beside the events says something else of how many they are, or when they were recorded. */
  readonly differs: readonly string[];
}

/**
 * How many events a batch has is said by its count, by its leaves and by where the next one begins. One of them may have been
 * changed: two that agree are believed.
 */
export function placeRows(
  batch: StepBatch,
  next: StepBatch | undefined,
  time: (value: StoredTime) => number,
): PlacedRows {
  const { event_count, leaves } = batch;
  const byLeaves = leaves ? leaves.length / HASH_BYTES : undefined;
  const byNext = next && next.first_sequence - batch.first_sequence;
  const count = Math.max(
    0,
    byLeaves !== undefined && (byLeaves === byNext || event_count < 0)
      ? Math.floor(byLeaves)
      : event_count,
  );

  const rows: (SequencedEventRow | undefined)[] = [];
  const surplus: SequencedEventRow[] = [];
  for (const row of batch.rows) {
    if (row.position < 0 || row.position >= count || rows[row.position]) {
      surplus.push(row);
    } else {
      rows[row.position] = row;
    }
  }
  const times = batch.rows.map(row => time(row.recorded_at));
  const differs = [
    ...(event_count === count ? [] : ['event_count']),
    ...(byLeaves === undefined || byLeaves === count ? [] : ['leaves']),
    ...(times.length === 0 ||
    Math.min(...times) === time(batch.first_recorded_at)
      ? []
      : ['first_recorded_at']),
    ...(times.length === 0 ||
    Math.max(...times) === time(batch.last_recorded_at)
      ? []
      : ['last_recorded_at']),
  ];
  return {
    rows: Array.from({ length: count }, (_, position) => rows[position]),
    surplus,
    differs,
  };
}
