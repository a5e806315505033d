// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { ACCESS_TABLES } from '../../database/accessTables';
import type { AccessStore } from '../store/AccessStore';

export const RETAIL_PROJECT = 'system:default/retail';
export const BILLING_PROJECT = 'system:default/billing';

const GROUPS = ['group:default/child', 'group:default/parent'];
const EDGES = [
  ['user:default/holder', 'group:default/child'],
  ['group:default/child', 'group:default/parent'],
];
const PEOPLE = [
  'user:default/jane',
  'user:default/holder',
  'user:default/project-reader',
  'user:default/project-exporter',
];
/** Permissions, whom they are given to, and for which project if not for the organization. */
const GIVEN: readonly (readonly [string[], string, string?])[] = [
  [['LOG-MANAGEMENT'], 'user:default/project-reader', RETAIL_PROJECT],
  [['LOG-MANAGEMENT'], 'group:default/parent'],
  [['audit-log.view', 'audit-log.read'], 'user:default/project-exporter'],
  [['audit-log.export'], 'user:default/project-exporter', RETAIL_PROJECT],
];

/** People, groups and roles, stored as by another replica. */
export async function storeAccess(replica: AccessStore): Promise<void> {
  await replica.fresh();
  const { dialect } = replica;
  await replica.changeDirectory(async knex => {
    const started_at = dialect.writeTime(Date.now());
    await knex(ACCESS_TABLES.people).insert(
      PEOPLE.map(ref => ({ ref, title: ref, source: 'catalog', started_at })),
    );
    await knex(ACCESS_TABLES.catalogGroups).insert(
      GROUPS.map(ref => ({ ref, title: ref, description: '', started_at })),
    );
    await knex(ACCESS_TABLES.catalogEdges).insert(
      EDGES.map(([child_ref, group_ref]) => ({
        child_ref,
        group_ref,
        started_at,
      })),
    );
  });
  for (const [permissions, subject, project] of GIVEN) {
    await giveRole(replica, permissions, subject, project);
  }
}

/** Gives a role of its own; resolves with how to take it away. */
export async function giveRole(
  replica: AccessStore,
  permissions: readonly string[],
  subject: string,
  project: string = '',
): Promise<() => Promise<void>> {
  const role = randomUUID();
  await replica.change({}, async ({ knex, dialect, now }) => {
    const started_at = dialect.writeTime(now);
    await knex(ACCESS_TABLES.roleVersions).insert({
      role_id: role,
      version: 1,
      name: role,
      name_key: role,
      description: '',
      permissions: JSON.stringify(permissions),
      started_at,
    });
    await knex(ACCESS_TABLES.assignments).insert({
      id: randomUUID(),
      role_id: role,
      subject_ref: subject,
      project,
      fixed: false,
      started_at,
    });
  });
  return () =>
    replica.change({}, async ({ knex, dialect, now }) => {
      await knex(ACCESS_TABLES.assignments)
        .where({ role_id: role })
        .update({ ended_at: dialect.writeTime(now) });
    });
}
