// SPDX-License-Identifier: Apache-2.0
import type { InvitationStatus } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import {
  ACCESS_TABLES,
  type InvitationRow,
} from '../../../database/accessTables';
import type { Dialect } from '../../../database/dialect';

export interface InvitationSearch {
  /** Part of the address. */
  readonly q?: string;
  readonly status?: InvitationStatus;
  readonly now: number;
}

export interface InvitationPosition {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly id: string;
}

/** The newest first, those after a position. */
export function listInvitations(
  knex: Knex,
  dialect: Dialect,
  search: InvitationSearch,
  limit: number,
  position?: InvitationPosition,
): Promise<InvitationRow[]> {
  const query = knex<InvitationRow>(ACCESS_TABLES.invitations)
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit);
  if (position) {
    query.whereRaw('(created_at, id) < (?, ?)', [
      dialect.writeTime(position.time),
      position.id,
    ]);
  }
  return narrow(query, dialect, search);
}

export async function countInvitations(
  knex: Knex,
  dialect: Dialect,
  search: InvitationSearch,
): Promise<number> {
  const [{ count }] = await narrow(
    knex(ACCESS_TABLES.invitations),
    dialect,
    search,
  ).count({ count: '*' });
  return Number(count);
}

function narrow<Q extends Knex.QueryBuilder>(
  query: Q,
  dialect: Dialect,
  { q, status, now }: InvitationSearch,
): Q {
  if (q !== undefined) {
    const part = q.trim().normalize('NFC').toLowerCase();
    query.whereRaw(`email_key LIKE ? ESCAPE '\\'`, [
      `%${part.replace(/[\\%_]/g, '\\$&')}%`,
    ]);
  }
  const time = dialect.writeTime(now);
  if (status === 'accepted') {
    query.whereNotNull('accepted_at');
  } else if (status === 'revoked') {
    query.whereNotNull('revoked_at');
  } else if (status !== undefined) {
    query
      .whereNull('accepted_at')
      .whereNull('revoked_at')
      .where('expires_at', status === 'pending' ? '>' : '<=', time);
  }
  return query;
}
