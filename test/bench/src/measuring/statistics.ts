// SPDX-License-Identifier: Apache-2.0

/** The middle of what rounds gave, and how far they lie apart. */
export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** The middle one of an odd number of values, the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/** The smallest value that so many of a hundred do not exceed (nearest rank). */
export function percentile(values: readonly number[], of100: number): number {
  const sorted = ascending(values);
  return sorted[Math.max(0, Math.ceil((of100 / 100) * sorted.length) - 1)];
}

export function spreadOf(values: readonly number[]): Spread {
  return {
    median: median(values),
    lowest: Math.min(...values),
    highest: Math.max(...values),
  };
}

function ascending(values: readonly number[]): number[] {
  if (values.length === 0) {
    throw new Error('Nothing was measured');
  }
  return [...values].sort((one, other) => one - other);
}
