// SPDX-License-Identifier: Apache-2.0

/** Groups of neighbours, so many at the most and together no larger; what is larger by itself is a group of its own. */
export function groupsOf<T extends { readonly size: number }>(
  items: readonly T[],
  most: { readonly items: number; readonly size: number },
): readonly (readonly T[])[] {
  const groups: T[][] = [];
  let group: T[] = [];
  let size = Infinity;
  for (const item of items) {
    if (size + item.size > most.size || group.length === most.items) {
      group = [];
      groups.push(group);
      size = 0;
    }
    group.push(item);
    size += item.size;
  }
  return groups;
}
