// SPDX-License-Identifier: Apache-2.0
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  type RetentionRunRow,
} from '../../../database/archiveTables';
import type { Dialect } from '../../../database/dialect';
import type { RunRecord } from '../RunRecord';
import { silentRun } from './silentRun';

/** Begins a run. Throws a ConflictError while another one is under way, in whatever process. */
export async function insertRun(
  knex: Knex,
  dialect: Dialect,
  run: {
    readonly id: string;
    /** Epoch milliseconds. */
    readonly startedAt: number;
    readonly startedBy: string | undefined;
    readonly record: RunRecord;
  },
): Promise<void> {
  const startedAt = dialect.writeTime(run.startedAt);
  await knex<RetentionRunRow>(ARCHIVE_TABLES.runs)
    .where({ state: 'running' })
    .whereRaw(silentRun(dialect))
    .update({ state: 'interrupted', ended_at: startedAt, progress: null });
  try {
    await knex(ARCHIVE_TABLES.runs).insert({
      id: run.id,
      state: 'running',
      number: knex(ARCHIVE_TABLES.runs).select(
        knex.raw('coalesce(max(number), 0) + 1'),
      ),
      started_at: startedAt,
      started_by: run.startedBy ?? null,
      beat_at: knex.raw(dialect.timeFromNow(0)),
      archived_events: 0,
      removed_events: 0,
      result: JSON.stringify(run.record),
    });
  } catch (error: unknown) {
    if (!dialect.isUniqueViolation(error)) {
      throw error;
    }
    // Without the error, which would tell the statement.
    throw new ConflictError(
      'A run of retention is under way already; wait until it has ended',
    );
  }
}
