// SPDX-License-Identifier: Apache-2.0
import type { ReadEventRow } from '../../database/eventFromRow';
import { searchWords } from '../../database/searchWords';
import type { StoredInteger } from '../../database/tables';
import type { SelectEventsOptions } from './selectEvents';
import { countInNearest, selectNearest } from './selectNearest';
import type { Sql } from './sql';

/** How far away the nearest events may be. */
export const NEARBY_MS = 31 * 24 * 60 * 60 * 1000;

/** How many events are looked at for words one after the other, and how many where some were found. */
const NEAREST = 6_000;
const FURTHER = 40_000;
const SOME = 10;
/** A larger page than this is not expected to be full of these. */
const LARGEST_PAGE = 200;
/** A word that no more of so many of the nearest have is rare: the index over words is quick to find it. */
const RARE = 2;
const COUNTED = 1_500;

/**
 * The rows of a page of words, where it is full of events that are nearby; none where it is not, and which of several words are
 * rare then. `read` resolves to undefined when a statement takes too long.
 */
export async function readNearby(
  options: SelectEventsOptions,
  read: <TRow = ReadEventRow>(
    statement: Sql,
  ) => Promise<readonly TRow[] | undefined>,
): Promise<{
  readonly rows: readonly ReadEventRow[];
  readonly rareWords: readonly string[];
}> {
  const words = searchWords(options.search.q ?? '');
  if (words.length === 0 || options.limit > LARGEST_PAGE) {
    return { rows: [], rareWords: [] };
  }
  for (const nearest of [NEAREST, FURTHER]) {
    const rows = await read(selectNearest(options, nearest));
    if (!rows || rows.length < SOME) {
      break;
    }
    if (rows.length >= options.limit) {
      return { rows, rareWords: [] };
    }
  }
  const [counts] = (words.length > 1 &&
    (await read<Record<string, StoredInteger>>(
      countInNearest(options, words, COUNTED),
    ))) || [{}];
  return {
    rows: [],
    rareWords: words.filter(
      (_, index) => Number(counts[`word${index}`]) <= RARE,
    ),
  };
}
