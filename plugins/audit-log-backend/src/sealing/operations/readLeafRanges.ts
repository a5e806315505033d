// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES, type BatchRow } from '../../database/tables';
import type { Place } from '../Tree';

const HASH_LENGTH = 32;

type LeafRow = Pick<BatchRow, 'first_sequence' | 'event_count' | 'leaves'>;

/** Reads the batches that these leaves are in; gives the leaves of a place, fewer or none where they are not there. */
export async function readLeafRanges(
  knex: Knex,
  places: readonly Place[],
): Promise<(place: Place) => Buffer | undefined> {
  const ranges = merged(places);
  const rows: readonly LeafRow[] =
    ranges.length === 0
      ? []
      : await knex<BatchRow>(TABLES.batches)
          .where(either => {
            for (const { from, to } of ranges) {
              // The batch that the first leaf is in begins somewhere before it.
              either.orWhereRaw(
                `first_sequence < ? AND first_sequence >= (SELECT max(first_sequence) FROM ${TABLES.batches} WHERE first_sequence <= ?)`,
                [to, from],
              );
            }
          })
          .select('first_sequence', 'event_count', 'leaves');
  const batches = rows
    .map(row => ({ ...row, first: Number(row.first_sequence) }))
    .sort((one, other) => one.first - other.first);
  return ({ index, count }) => {
    const parts: Buffer[] = [];
    let next = index;
    for (const { first, event_count, leaves } of batches) {
      if (leaves && first <= next && next < first + event_count) {
        const end = Math.min(index + count, first + event_count);
        parts.push(
          leaves.subarray(
            (next - first) * HASH_LENGTH,
            (end - first) * HASH_LENGTH,
          ),
        );
        next = end;
      }
    }
    return next === index + count ? Buffer.concat(parts) : undefined;
  };
}

/** The ranges of sequences that places are in; those that touch are one. */
function merged(
  places: readonly Place[],
): readonly { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  const ordered = [...places].sort((one, other) => one.index - other.index);
  for (const { index, count } of ordered) {
    const last = ranges.at(-1);
    if (last && last.to >= index) {
      last.to = Math.max(last.to, index + count);
    } else {
      ranges.push({ from: index, to: index + count });
    }
  }
  return ranges;
}
