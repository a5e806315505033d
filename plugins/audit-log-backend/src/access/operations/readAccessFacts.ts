// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ACCESS_TABLES,
  type AssignmentRow,
  type GroupMemberRow,
  type GroupVersionRow,
  type RoleVersionRow,
} from '../../database/accessTables';
import type { Dialect } from '../../database/dialect';
import type { AccessFacts } from '../model/facts';
import { holdsAt } from './holdsAt';
import { originOf } from './originOf';

/**
 * Reads what access control keeps, as it is or as it was at a time. What the configuration gives is among it: the history
 * of that, too, is kept.
 */
export async function readAccessFacts(
  knex: Knex,
  dialect: Dialect,
  at?: number,
): Promise<AccessFacts> {
  const roles: RoleVersionRow[] = await holdsAt(
    knex(ACCESS_TABLES.roleVersions),
    dialect,
    at,
  );
  const groups: GroupVersionRow[] = await holdsAt(
    knex(ACCESS_TABLES.groupVersions),
    dialect,
    at,
  );
  const memberships: GroupMemberRow[] = await holdsAt(
    knex(ACCESS_TABLES.groupMembers),
    dialect,
    at,
  );
  const assignments: AssignmentRow[] = await holdsAt(
    knex(ACCESS_TABLES.assignments),
    dialect,
    at,
  );
  return {
    roles: roles.map(row => ({
      id: row.role_id,
      name: row.name,
      description: row.description,
      permissions: JSON.parse(row.permissions),
      builtIn: false,
      version: row.version,
      origin: originOf(row, dialect),
    })),
    groups: groups.map(row => ({
      ref: row.group_ref,
      title: row.name,
      description: row.description,
      version: row.version,
      origin: originOf(row, dialect),
    })),
    memberships: memberships.map(row => ({
      child: row.member_ref,
      group: row.group_ref,
      origin: originOf(row, dialect),
    })),
    assignments: assignments.map(row => ({
      id: row.id,
      role: row.role_id,
      subject: row.subject_ref,
      ...(row.project !== '' && { project: row.project }),
      fixed: Boolean(row.fixed),
      origin: originOf(row, dialect),
    })),
  };
}
