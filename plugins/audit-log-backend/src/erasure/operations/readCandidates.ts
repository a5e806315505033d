// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type { Seal } from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { sealedEventFromRow } from '../../database/eventFromRow';
import {
  TABLES,
  type EventRow,
  type StoredInteger,
} from '../../database/tables';
import type { Candidate } from './findCandidates';

/** An event with its row, and whether it has its place. */
export interface ReadCandidate {
  readonly row: EventRow;
  readonly event: AuditEvent;
  readonly seal?: Seal;
  readonly sequence?: number;
}

/** Reads events by their keys; locks their rows when they are to be changed. */
export async function readCandidates(
  knex: Knex,
  dialect: Dialect,
  candidates: readonly Candidate[],
  options: { readonly isLocked?: boolean } = {},
): Promise<readonly ReadCandidate[]> {
  const times = candidates.map(({ recorded_at }) => recorded_at);
  const given = knex.raw(
    dialect.rowsFromJson({
      stream: 'smallint',
      recorded_at: 'time',
      id: 'uuid',
    }),
    [
      JSON.stringify(
        candidates.map(candidate => ({
          ...candidate,
          recorded_at: dialect.writeTime(candidate.recorded_at),
        })),
      ),
    ],
  );
  const query = knex
    .from(given)
    // SQLite keeps to the order of a CROSS JOIN: from what is given into the key.
    .joinRaw(`CROSS JOIN ${TABLES.events} AS e`)
    .joinRaw(
      `LEFT JOIN ${TABLES.batches} AS b ON b.stream = e.stream AND b.batch = e.batch`,
    )
    .whereRaw(
      'e.stream = given.stream AND e.recorded_at = given.recorded_at AND e.id = given.id',
    )
    .whereBetween('e.recorded_at', [
      dialect.writeTime(Math.min(...times)),
      dialect.writeTime(Math.max(...times)),
    ])
    .orderBy(['e.recorded_at', 'e.id'])
    .select('e.*', 'b.first_sequence');
  if (options.isLocked && dialect.engine === 'postgres') {
    query.forUpdate('e');
  }
  const rows: (EventRow & { first_sequence: StoredInteger | null })[] =
    await query;
  return rows.map(row => {
    const { event, seal } = sealedEventFromRow(row, dialect);
    return { row, event, seal, sequence: event.sequence };
  });
}
