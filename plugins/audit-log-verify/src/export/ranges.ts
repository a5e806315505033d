// SPDX-License-Identifier: Apache-2.0

/** Sequences from the first to before the second. */
export type Range = readonly [from: number, to: number];

/** Whether it is ranges, in order, with a gap between each and the next. */
export function areRanges(value: unknown): value is readonly Range[] {
  if (!Array.isArray(value)) {
    return false;
  }
  let end = -1;
  return value.every(range => {
    const isNext =
      Array.isArray(range) &&
      range.length === 2 &&
      range.every(Number.isSafeInteger) &&
      range[0] > end &&
      range[1] > range[0];
    end = isNext ? range[1] : end;
    return isNext;
  });
}

/** All that is in one of these, in order, as few as it takes. */
export function joinRanges(ranges: readonly Range[]): readonly Range[] {
  const joined: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1]) {
      last[1] = Math.max(last[1], to);
    } else {
      joined.push([from, to]);
    }
  }
  return joined;
}

/** What of a range is in none of these, which are in order and do not overlap. */
export function subtractRanges(
  [from, to]: Range,
  ranges: readonly Range[],
): readonly Range[] {
  const left: Range[] = [];
  let at = from;
  for (let index = firstBehind(ranges, from); at < to; index++) {
    const [start, end] = ranges[index] ?? [to, to];
    if (at < Math.min(start, to)) {
      left.push([at, Math.min(start, to)]);
    }
    at = Math.max(at, end);
  }
  return left;
}

/** The index of the first range that ends behind a place: there can be a million of them, and as many questions. */
function firstBehind(ranges: readonly Range[], place: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle][1] > place) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
