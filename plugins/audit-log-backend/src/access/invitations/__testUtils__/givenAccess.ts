// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { ACCESS_TABLES } from '../../../database/accessTables';
import type { AccessStore } from '../../store/AccessStore';

/** Reference of the group that `addGroup` makes. */
export const GROUP = 'local-group:7b3c1d7e-4a55-4e3d-9f0b-0a6f3a1d7c11';

const assign = (
  knex: Knex,
  role: string,
  subject: string,
  started_at: unknown,
) =>
  knex(ACCESS_TABLES.assignments).insert({
    id: `${role} ${subject}`,
    role_id: role,
    subject_ref: subject,
    project: '',
    fixed: false,
    started_at,
  });

/** Adds a local group, with a role for the organization. */
export async function addGroup(access: AccessStore, role?: string) {
  await access.change({}, async ({ knex, dialect, now }) => {
    const started_at = dialect.writeTime(now);
    await knex(ACCESS_TABLES.groupVersions).insert({
      group_ref: GROUP,
      version: 1,
      name: 'Reviewers',
      name_key: 'reviewers',
      description: '',
      started_at,
    });
    if (role) {
      await assign(knex, role, GROUP, started_at);
    }
  });
}

/** Gives somebody a role for the organization. */
export const give = (access: AccessStore, role: string, subject: string) =>
  access.change({}, ({ knex, dialect, now }) =>
    assign(knex, role, subject, dialect.writeTime(now)),
  );

/** Takes away what `give` gave. */
export const take = (access: AccessStore, role: string, subject: string) =>
  access.change({}, ({ knex, dialect, now }) =>
    knex(ACCESS_TABLES.assignments)
      .where({ id: `${role} ${subject}` })
      .update({ ended_at: dialect.writeTime(now) }),
  );

/** The roles that somebody has, by whom and which operation. */
export const rolesOf = async (access: AccessStore, ref: string) =>
  (await access.fresh()).rolePaths(ref).map(({ assignment }) => ({
    role: assignment.role,
    project: assignment.project,
    by: assignment.origin.by,
    operationId: assignment.origin.operationId,
  }));
