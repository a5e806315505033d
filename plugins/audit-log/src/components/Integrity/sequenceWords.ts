// SPDX-License-Identifier: Apache-2.0

/** Places in the ledger, from the first to the one behind the last. */
export function sequenceWords(from: number, to: number): string {
  const first = from.toLocaleString();
  return to - from > 1 ? `${first} to ${(to - 1).toLocaleString()}` : first;
}
