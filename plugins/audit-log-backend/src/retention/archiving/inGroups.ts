// SPDX-License-Identifier: Apache-2.0

/** The same in groups of a size, the last one smaller. */
export async function* inGroups<T>(
  all: AsyncIterable<readonly T[]>,
  size: number,
): AsyncGenerator<readonly T[]> {
  let group: T[] = [];
  for await (const some of all) {
    for (const one of some) {
      group.push(one);
      if (group.length === size) {
        yield group;
        group = [];
      }
    }
  }
  if (group.length > 0) {
    yield group;
  }
}
