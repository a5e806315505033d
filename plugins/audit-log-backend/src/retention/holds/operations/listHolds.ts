// SPDX-License-Identifier: Apache-2.0
import type { Hold } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { ARCHIVE_TABLES, type HoldRow } from '../../../database/archiveTables';
import type { Dialect } from '../../../database/dialect';
import { isoTime } from '../../../database/isoTime';

/** Holds, the latest first: those that hold, those that were released, or the one of an id. */
export async function listHolds(
  knex: Knex,
  dialect: Dialect,
  which: { readonly id: string } | { readonly isReleased: boolean },
  limit?: number,
): Promise<Hold[]> {
  const query = knex<HoldRow>(ARCHIVE_TABLES.holds).orderBy([
    { column: 'created_at', order: 'desc' },
    { column: 'id', order: 'desc' },
  ]);
  if ('id' in which) {
    query.where(which);
  } else if (which.isReleased) {
    query.whereNotNull('released_at');
  } else {
    query.whereNull('released_at');
  }
  if (limit !== undefined) {
    query.limit(limit);
  }
  const rows: HoldRow[] = await query.select();
  return rows.map(row => holdOf(row, dialect));
}

function holdOf(row: HoldRow, dialect: Dialect): Hold {
  const time = (value: HoldRow['created_at']) =>
    isoTime(dialect.readTime(value));
  return {
    id: row.id,
    reason: row.reason,
    ...(row.occurred_from !== null && { from: time(row.occurred_from) }),
    ...(row.occurred_to !== null && { to: time(row.occurred_to) }),
    ...(row.project !== null && { project: row.project }),
    ...(row.actor !== null && { actor: row.actor }),
    createdAt: time(row.created_at),
    createdBy: row.created_by,
    ...(row.released_at !== null && { releasedAt: time(row.released_at) }),
    ...(row.released_by !== null && { releasedBy: row.released_by }),
    ...(row.release_reason !== null && { releaseReason: row.release_reason }),
  };
}
