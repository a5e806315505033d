// SPDX-License-Identifier: Apache-2.0
import type { StepEventRow } from '../operations/readEventRows';
import type { StepBatch } from '../operations/readStep';

const HASH_BYTES = 32;

/** The rows of a batch by their position, and those that have none of their own. */
export interface PlacedRows {
  readonly rows: readonly (StepEventRow | undefined)[];
  readonly surplus: readonly StepEventRow[];
  /** What is kept beside the events says something else of how many they are, or when they were recorded. */
  readonly differs: readonly string[];
}

/**
 * How many events a batch has is said by its count, by its leaves and by where the next one begins, or where that is not known by
 * its rows. One of them may have been changed: two that agree are believed. There are never more than there is room for.
 */
export function placeRows(
  batch: StepBatch,
  next: StepBatch | undefined,
  room: number,
): PlacedRows {
  const { event_count, leaves } = batch;
  const byLeaves = leaves ? leaves.length / HASH_BYTES : undefined;
  const given = batch.readRows();
  const byOthers = next
    ? next.first_sequence - batch.first_sequence
    : given.length;
  const believed =
    byLeaves !== undefined && (byLeaves === byOthers || event_count < 0)
      ? Math.floor(byLeaves)
      : event_count;
  const count = Math.max(0, Math.min(believed, room));

  const rows: (StepEventRow | undefined)[] = [];
  const surplus: StepEventRow[] = [];
  let firstTime = Infinity;
  let lastTime = -Infinity;
  for (const row of given) {
    firstTime = Math.min(firstTime, row.recorded_at);
    lastTime = Math.max(lastTime, row.recorded_at);
    if (row.position < 0 || row.position >= count || rows[row.position]) {
      surplus.push(row);
    } else {
      rows[row.position] = row;
    }
  }
  // Those that are missing, whether rightly or not, may have been the first or the last.
  const isPart = given.length < count || count === 0;
  const differs = [
    ...(event_count === count ? [] : ['event_count']),
    ...(byLeaves === undefined || byLeaves === count ? [] : ['leaves']),
    ...(isPart || firstTime === batch.first_recorded_at
      ? []
      : ['first_recorded_at']),
    ...(isPart || lastTime === batch.last_recorded_at
      ? []
      : ['last_recorded_at']),
  ];
  return {
    rows: Array.from({ length: count }, (_, position) => rows[position]),
    surplus,
    differs,
  };
}
