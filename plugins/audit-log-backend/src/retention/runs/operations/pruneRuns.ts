// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  type RetentionRunRow,
} from '../../../database/archiveTables';

/** More than a year of daily ones. Each is an audit event as well. */
const MOST_KEPT = 500;

/** Forgets all but the last runs. */
export async function pruneRuns(knex: Knex): Promise<void> {
  await knex<RetentionRunRow>(ARCHIVE_TABLES.runs)
    .whereNot({ state: 'running' })
    .where(
      'number',
      '<=',
      knex(ARCHIVE_TABLES.runs).select(
        knex.raw(`coalesce(max(number), 0) - ${MOST_KEPT}`),
      ),
    )
    .delete();
}
