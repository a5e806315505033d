// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { ADMINISTRATOR_ROLE_ID } from 'backstage-plugin-audit-log-common';
import { ACCESS_TABLES, type AssignmentRow } from '../../database/accessTables';
import type { Administrators } from '../Administrators';
import type { AccessStore } from './AccessStore';

/**
 * Keeps since when the configuration names whom as an administrator, so that it can be said who was one on a given day. The
 * configuration itself is what decides.
 */
export async function recordConfiguration(
  store: AccessStore,
  administrators: Administrators,
): Promise<void> {
  const stored = await store
    .knex<AssignmentRow>(ACCESS_TABLES.assignments)
    .where({ fixed: true })
    .whereNull('ended_at')
    .select('subject_ref');
  const isSame =
    stored.length === administrators.references.size &&
    stored.every(({ subject_ref: ref }) => administrators.references.has(ref));
  if (isSame) {
    return;
  }
  await store.change({}, async ({ knex, dialect, now }) => {
    const time = dialect.writeTime(now);
    const current = () =>
      knex<AssignmentRow>(ACCESS_TABLES.assignments)
        .where({ fixed: true })
        .whereNull('ended_at');
    await current()
      .whereNotIn('subject_ref', [...administrators.references])
      .update({ ended_at: time });
    const kept = new Set(await current().pluck('subject_ref'));
    const added = [...administrators.references].filter(ref => !kept.has(ref));
    if (added.length > 0) {
      await knex(ACCESS_TABLES.assignments).insert(
        added.map(subject => ({
          id: randomUUID(),
          role_id: ADMINISTRATOR_ROLE_ID,
          subject_ref: subject,
          project: '',
          fixed: true,
          started_at: time,
        })),
      );
    }
  });
}
