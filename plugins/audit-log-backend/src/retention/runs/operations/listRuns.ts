// SPDX-License-Identifier: Apache-2.0
import type { RetentionRun } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  type RetentionRunRow,
} from '../../../database/archiveTables';
import type { Dialect } from '../../../database/dialect';
import { isoTime } from '../../../database/isoTime';
import type { RunRecord } from '../RunRecord';
import { silentRun } from './silentRun';

/** A run as the API has it, with what is kept of it besides. */
export interface KeptRun {
  readonly run: RetentionRun;
  readonly record: RunRecord;
}

type ListedRow = RetentionRunRow & { readonly is_silent: boolean | number };

/** The last runs, the latest first; of one, when its id is given. */
export async function listRuns(
  knex: Knex,
  dialect: Dialect,
  which: { readonly id?: string; readonly limit: number },
): Promise<readonly KeptRun[]> {
  const rows: ListedRow[] = await knex<RetentionRunRow>(ARCHIVE_TABLES.runs)
    .where(which.id === undefined ? {} : { id: which.id })
    .orderBy('number', 'desc')
    .limit(which.limit)
    .select('*', knex.raw(`${silentRun(dialect)} AS is_silent`));
  return rows.map(row => keptRun(row, dialect));
}

function keptRun(row: ListedRow, dialect: Dialect): KeptRun {
  const record: RunRecord = JSON.parse(row.result ?? '{}');
  const hasDied = row.state === 'running' && Boolean(row.is_silent);
  const state = hasDied ? 'interrupted' : row.state;
  const { waiting = [] } = record;
  return {
    record,
    run: {
      id: row.id,
      state,
      startedAt: isoTime(dialect.readTime(row.started_at)),
      ...(row.started_by !== null && { startedBy: row.started_by }),
      ...(row.ended_at !== null && {
        endedAt: isoTime(dialect.readTime(row.ended_at)),
      }),
      archivedEvents: Number(row.archived_events),
      removedEvents: Number(row.removed_events),
      ...(state === 'running' &&
        row.progress !== null && { progress: JSON.parse(row.progress) }),
      ...(waiting.length > 0 && { waiting: [...waiting] }),
      ...(row.error !== null && { error: row.error }),
    },
  };
}
