// SPDX-License-Identifier: Apache-2.0
import type { ArchiveFile } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  type ArchiveFileRow,
} from '../../../database/archiveTables';
import type { Dialect } from '../../../database/dialect';
import { isoTime } from '../../../database/isoTime';
import type { StoredInteger } from '../../../database/tables';

/** All but the texts of manifests and statements. */
const COLUMNS = [
  'id',
  'period',
  'class',
  'part',
  'name',
  'state',
  'events',
  'bytes',
  'occurred_from',
  'occurred_to',
  'started_at',
  'archived_at',
  'removed_at',
  'restored_until',
  'restored_by',
] as const satisfies readonly (keyof ArchiveFileRow)[];

/** All files but removed ones and the last of these, the latest period first; or the one of an id. */
export async function listFiles(
  knex: Knex,
  dialect: Dialect,
  which: { readonly id: string } | { readonly mostRemoved: number },
): Promise<ArchiveFile[]> {
  const table = () => knex<ArchiveFileRow>(ARCHIVE_TABLES.files);
  const inOrder = (query: Knex.QueryBuilder) =>
    query.orderBy([
      { column: 'recorded_from', order: 'desc' },
      { column: 'period', order: 'desc' },
      'class',
      { column: 'part', order: 'desc' },
    ]);
  const query =
    'id' in which
      ? table().where({ id: which.id })
      : table()
          .whereNot({ state: 'removed' })
          .orWhereIn(
            'id',
            table()
              .where({ state: 'removed' })
              .orderBy('removed_at', 'desc')
              .limit(which.mostRemoved)
              .select('id'),
          );
  const rows: Pick<ArchiveFileRow, (typeof COLUMNS)[number]>[] = await inOrder(
    query,
  ).select(...COLUMNS);
  return rows.map(row => fileOf(row, dialect));
}

function fileOf(
  row: Pick<ArchiveFileRow, (typeof COLUMNS)[number]>,
  dialect: Dialect,
): ArchiveFile {
  const time = <K extends string>(
    name: K,
    value: ArchiveFileRow['archived_at'],
  ) =>
    (value === null ? {} : { [name]: isoTime(dialect.readTime(value)) }) as {
      readonly [name in K]?: string;
    };
  const count = <K extends string>(name: K, value: StoredInteger | null) =>
    (value === null ? {} : { [name]: Number(value) }) as {
      readonly [name in K]?: number;
    };
  return {
    id: row.id,
    period: row.period,
    class: row.class,
    part: row.part,
    name: row.name,
    state: row.state,
    ...count('events', row.events),
    ...count('bytes', row.bytes),
    ...time('occurredFrom', row.occurred_from),
    ...time('occurredTo', row.occurred_to),
    startedAt: isoTime(dialect.readTime(row.started_at)),
    ...time('archivedAt', row.archived_at),
    ...time('removedAt', row.removed_at),
    ...time('restoredUntil', row.restored_until),
    ...(row.restored_by !== null && { restoredBy: row.restored_by }),
  };
}
