// SPDX-License-Identifier: Apache-2.0
import type { Explanation } from 'backstage-plugin-audit-log-common';
import { levelText } from '../../access/LevelWords';

export type Remedy = Explanation['remedies'][number];

/** A way to give a person a permission, in words that ask for it to be done. */
export function remedyText(
  remedy: Remedy,
  name: string,
  permission: string,
): string {
  const { kind, role, group, level } = remedy;
  if (kind === 'join-group' && group) {
    return `Add ${name} to ${group.title ?? group.ref}`;
  }
  if (kind === 'assign-role' && role) {
    const where = level ? ` ${levelText(level)}` : '';
    return `Give ${name} the role ${role.title ?? role.ref}${where}`;
  }
  return `Create a role with ${permission}`;
}
