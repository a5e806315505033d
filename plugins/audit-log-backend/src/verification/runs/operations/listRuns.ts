// SPDX-License-Identifier: Apache-2.0
import type { Verification } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import {
  SEALING_TABLES,
  type VerificationRow,
} from '../../../database/sealingTables';
import { SILENCE_MS } from './endDeadRuns';

const MOST_LISTED = 50;

type ListedRow = VerificationRow & { readonly is_silent: boolean | number };

/** The last runs, the latest first; of one, when its id is given. */
export async function listRuns(
  knex: Knex,
  dialect: Dialect,
  id?: string,
): Promise<Verification[]> {
  const rows: ListedRow[] = await knex<VerificationRow>(
    SEALING_TABLES.verifications,
  )
    .where(id === undefined ? {} : { id })
    // Of those of the same millisecond the one that was given its id last.
    .orderBy([
      { column: 'started_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(MOST_LISTED)
    .select(
      '*',
      knex.raw(`beat_at < ${dialect.timeFromNow(-SILENCE_MS)} AS is_silent`),
    );
  return rows.map(row => runOf(row, dialect));
}

function runOf(row: ListedRow, dialect: Dialect): Verification {
  const time = (value: VerificationRow['started_at']) =>
    new Date(dialect.readTime(value)).toISOString();
  const hasDied = row.state === 'running' && Boolean(row.is_silent);
  return {
    id: row.id,
    state: hasDied ? 'interrupted' : row.state,
    from: Number(row.from_sequence),
    to: Number(row.to_sequence),
    verified: Number(row.verified),
    erased: Number(row.erased),
    startedAt: time(row.started_at),
    ...(row.started_by !== null && { startedBy: row.started_by }),
    ...(row.ended_at !== null && { endedAt: time(row.ended_at) }),
    findingCount: Number(row.finding_count),
    findings: JSON.parse(row.findings),
    ...(row.error !== null && { error: row.error }),
  };
}
