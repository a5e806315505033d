// SPDX-License-Identifier: Apache-2.0
import { ADMINISTRATOR_ROLE_ID } from 'backstage-plugin-audit-log-common';
import type { Administrators } from '../Administrators';
import type { RoleAssignment } from '../model/facts';

/** What the configuration gives: the built-in role to each administrator. Those stored say since when. */
export function configuredAssignments(
  administrators: Administrators,
  stored: readonly RoleAssignment[],
): readonly RoleAssignment[] {
  return [...administrators.references].map(subject => ({
    id: `configuration:${subject}`,
    role: ADMINISTRATOR_ROLE_ID,
    subject,
    fixed: true,
    origin: stored.find(one => one.subject === subject)?.origin ?? {},
  }));
}
