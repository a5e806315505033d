// SPDX-License-Identifier: Apache-2.0
import { ACCESS_TABLES } from '../../database/accessTables';
import type { RoleAssignment } from '../model/facts';
import type { AccessTransaction } from '../store/AccessTransaction';
import { startedNow } from './periodColumns';

/** Rows of one statement: SQLite binds a limited number of values. */
const ROWS = 500;

/** Gives roles from now on, none of which is given already. */
export async function insertAssignments(
  transaction: AccessTransaction,
  assignments: readonly Pick<
    RoleAssignment,
    'id' | 'role' | 'subject' | 'project'
  >[],
): Promise<void> {
  await transaction.knex.batchInsert(
    ACCESS_TABLES.assignments,
    assignments.map(({ id, role, subject, project }) => ({
      id,
      role_id: role,
      subject_ref: subject,
      project: project ?? '',
      fixed: false,
      ...startedNow(transaction),
    })),
    ROWS,
  );
}
