// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  type RetentionRunRow,
} from '../../../database/archiveTables';
import type { Dialect } from '../../../database/dialect';
import type { RetentionProgress } from '../../archiving/RetentionWork';
import type { RunRecord } from '../RunRecord';

/** How a run ended. */
export interface RunEnd {
  readonly state: 'done' | 'waiting' | 'failed' | 'interrupted';
  /** Epoch milliseconds. */
  readonly at: number;
  readonly record?: RunRecord;
  readonly error?: string;
}

/** Gives a sign of life, with how far a run is, or ends it. False when it was taken for dead. */
export async function updateRun(
  knex: Knex,
  dialect: Dialect,
  id: string,
  {
    progress,
    end,
  }: { readonly progress?: RetentionProgress; readonly end?: RunEnd },
): Promise<boolean> {
  const updated = await knex<RetentionRunRow>(ARCHIVE_TABLES.runs)
    .where({ id, state: 'running' })
    .update({
      beat_at: knex.raw(dialect.timeFromNow(0)),
      progress: progress && !end ? JSON.stringify(progress) : null,
      ...(end && {
        state: end.state,
        ended_at: dialect.writeTime(end.at),
        error: end.error ?? null,
        ...(end.record && {
          result: JSON.stringify(end.record),
          archived_events: sum(end.record.archived),
          removed_events: sum(end.record.removed),
        }),
      }),
    });
  return updated > 0;
}

function sum(files: RunRecord['archived'] = []): number {
  return files.reduce((total, { events }) => total + events, 0);
}
