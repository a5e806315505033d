// SPDX-License-Identifier: Apache-2.0
import type { RetentionChange } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  type RetentionPolicyRow,
} from '../../../database/archiveTables';
import type { Dialect } from '../../../database/dialect';
import { isoTime } from '../../../database/isoTime';

/** Policies that hold, held, will hold or were to hold, the latest first. */
export async function readPolicies(
  knex: Knex,
  dialect: Dialect,
  which: Partial<Pick<RetentionPolicyRow, 'id' | 'source' | 'state'>>,
  limit: number,
): Promise<RetentionChange[]> {
  const rows: RetentionPolicyRow[] = await knex<RetentionPolicyRow>(
    ARCHIVE_TABLES.policies,
  )
    .where(which)
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit)
    .select();
  const time = (value: RetentionPolicyRow['created_at']) =>
    isoTime(dialect.readTime(value));
  return rows.map(row => ({
    id: row.id,
    policy: JSON.parse(row.policy),
    source: row.source,
    state: row.state,
    ...(row.reason !== null && { reason: row.reason }),
    createdAt: time(row.created_at),
    ...(row.created_by !== null && { createdBy: row.created_by }),
    effectiveAt: time(row.effective_at),
    ...(row.ended_at !== null && { endedAt: time(row.ended_at) }),
    ...(row.ended_by !== null && { endedBy: row.ended_by }),
  }));
}
