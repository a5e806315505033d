// SPDX-License-Identifier: Apache-2.0

/** One step down the tree: which side was left aside, and the leaves under it. */
export interface Split {
  readonly side: 'left' | 'right';
  readonly from: number;
  readonly to: number;
}

/** The largest power of two below a number of leaves, where RFC 6962 splits a tree of more than one. */
function splitOf(leaves: number): number {
  let power = 1;
  while (power * 2 < leaves) {
    power *= 2;
  }
  return power;
}

/** The way from the root down to a leaf: PATH of RFC 6962 section 2.1.1, from the top. */
export function splitsToLeaf(index: number, size: number): Split[] {
  const splits: Split[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      splits.push({ side: 'right', from: middle, to });
      to = middle;
    } else {
      splits.push({ side: 'left', from, to: middle });
      from = middle;
    }
  }
  return splits;
}

/**
 * The way from the root of a tree of `to` leaves down to the subtree that ends where the tree of `from` leaves ended:
 * SUBPROOF of RFC 6962 section 2.1.2, from the top. `lowest` is that subtree; where it begins with the first leaf it is
 * the whole smaller tree, the root of which is known.
 */
export function splitsToSize(
  from: number,
  to: number,
): { splits: Split[]; lowest: { from: number; to: number } } {
  const splits: Split[] = [];
  let start = 0;
  let end = to;
  while (end !== from) {
    const middle = start + splitOf(end - start);
    if (from <= middle) {
      splits.push({ side: 'right', from: middle, to: end });
      end = middle;
    } else {
      splits.push({ side: 'left', from: start, to: middle });
      start = middle;
    }
  }
  return { splits, lowest: { from: start, to: end } };
}

/** Throws unless 0 ≤ smaller ≤ larger, both whole numbers. */
export function requireSizes(smaller: number, larger: number): void {
  if (
    !Number.isSafeInteger(smaller) ||
    !Number.isSafeInteger(larger) ||
    smaller < 0 ||
    smaller > larger
  ) {
    throw new Error(`There is no proof from ${smaller} to ${larger} leaves`);
  }
}
