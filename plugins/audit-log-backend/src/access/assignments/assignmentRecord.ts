// SPDX-License-Identifier: Apache-2.0
import type { RoleAssignment } from '../model/facts';
import { levelOf } from '../views/levelOf';

/** What of an assignment goes on record. */
export function assignmentRecord({
  role,
  subject,
  project,
}: Pick<RoleAssignment, 'role' | 'subject' | 'project'>) {
  return { roleId: role, subject, level: levelOf(project) };
}
