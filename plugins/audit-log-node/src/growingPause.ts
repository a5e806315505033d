// SPDX-License-Identifier: Apache-2.0

const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait before something is tried again that has failed so many times in a row: between half and all of a time
 * that doubles with each failure, so that many that failed together do not all come back together.
 */
export function growingPause(failures: number): number {
  const longest = Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
  return longest * (0.5 + Math.random() / 2);
}
