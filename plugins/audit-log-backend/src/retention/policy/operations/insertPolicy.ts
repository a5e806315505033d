// SPDX-License-Identifier: Apache-2.0
import type { RetentionChange } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  type RetentionPolicyRow,
} from '../../../database/archiveTables';
import type { Dialect } from '../../../database/dialect';

/** Keeps a policy. The database refuses it, with a unique violation, while another one is in the same state. */
export async function insertPolicy(
  knex: Knex,
  dialect: Dialect,
  change: RetentionChange & { readonly state: 'pending' | 'effective' },
): Promise<void> {
  await knex<RetentionPolicyRow>(ARCHIVE_TABLES.policies).insert({
    id: change.id,
    policy: JSON.stringify(change.policy),
    source: change.source,
    state: change.state,
    reason: change.reason ?? null,
    created_at: dialect.writeTime(Date.parse(change.createdAt)),
    created_by: change.createdBy ?? null,
    effective_at: dialect.writeTime(Date.parse(change.effectiveAt)),
    ended_at: null,
    ended_by: null,
  });
}
