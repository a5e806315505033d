// SPDX-License-Identifier: Apache-2.0

/**
 * The last keys that were put in order, by their number: most objects of an event have the keys of the same object in the one
 * before, and to sort them is a quarter of the work.
 */
const lastSorted: { keys: readonly string[]; sorted: readonly string[] }[] = [];
const MOST_REMEMBERED = 32;

/** The keys in order; the same array where they were. */
export function sortedKeys(keys: readonly string[]): readonly string[] {
  let index = 1;
  while (index < keys.length && keys[index - 1] < keys[index]) {
    index++;
  }
  if (index >= keys.length) {
    return keys;
  }
  const last = lastSorted[keys.length];
  if (last?.keys.every((key, at) => key === keys[at])) {
    return last.sorted;
  }
  const sorted = [...keys].sort();
  if (keys.length < MOST_REMEMBERED) {
    lastSorted[keys.length] = { keys, sorted };
  }
  return sorted;
}
