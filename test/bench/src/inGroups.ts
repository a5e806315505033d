// SPDX-License-Identifier: Apache-2.0

/** Items in groups of a size, the last one smaller. */
export function* inGroups<T>(
  items: Iterable<T>,
  size: number,
): Generator<readonly T[]> {
  let group: T[] = [];
  for (const item of items) {
    group.push(item);
    if (group.length === size) {
      yield group;
      group = [];
    }
  }
  if (group.length > 0) {
    yield group;
  }
}
