// SPDX-License-Identifier: Apache-2.0
import type { Group } from 'backstage-plugin-audit-log-common';

/** All who are in a group, as the beginning of a sentence in the plural. */
export function membersOf(group: Group): string {
  const { title, memberCount, source } = group;
  const below =
    source === 'catalog' ? ', those of the groups below included,' : '';
  return memberCount === 1
    ? `All members of ${title} (now 1 person)${below}`
    : `All members of ${title} (now ${memberCount.toLocaleString()} people)${below}`;
}
