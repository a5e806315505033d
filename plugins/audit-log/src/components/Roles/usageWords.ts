// SPDX-License-Identifier: Apache-2.0
import type { Role } from 'backstage-plugin-audit-log-common';

/** Where a role is used, in words. */
export function usageWords({ groups, members, invitations }: Role['usage']) {
  const words = [
    counted(groups, 'group', 'groups'),
    counted(members, 'member', 'members'),
    counted(invitations, 'pending invitation', 'pending invitations'),
  ].filter(Boolean);
  return words.length > 0 ? words.join(', ') : 'Not used';
}

function counted(count: number, one: string, several: string): string {
  return count === 0
    ? ''
    : `${count.toLocaleString()} ${count === 1 ? one : several}`;
}
