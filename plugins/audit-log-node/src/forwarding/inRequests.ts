// SPDX-License-Identifier: Apache-2.0

const MOST_EVENTS = 1_000;
const MOST_BYTES = 4_000_000;

/** Events as JSON, in order, in groups that fit into one request of `POST /events`. */
export function inRequests(
  contents: readonly string[],
): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let bytes = 0;
  for (const content of contents) {
    const size = Buffer.byteLength(content) + 1;
    const group = groups.at(-1);
    if (group && group.length < MOST_EVENTS && bytes + size <= MOST_BYTES) {
      group.push(content);
      bytes += size;
    } else {
      groups.push([content]);
      bytes = size;
    }
  }
  return groups;
}
