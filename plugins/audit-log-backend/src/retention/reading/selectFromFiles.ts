// SPDX-License-Identifier: Apache-2.0
import type { SealedEvent, WindowedSearch } from '../../query/AuditEventReader';
import { all, isOneOf, sql, type Sql } from '../../query/operations/sql';
import type { ReadScope } from '../../query/ReadScope';
import { eventFromRecord } from '../format/eventFromRecord';
import { RECORD_JSON, recordOfJson } from '../format/recordJson';
import { fileConditions, timeConditions } from './fileConditions';

/** Where an event of a file stands, which takes a fraction of what it takes to read all of it. */
export interface FoundRow {
  readonly sequence: number;
  readonly id: string;
  /** Epoch milliseconds. */
  readonly occurred_at: number;
}

export interface EventTextRow {
  readonly sequence: number;
  readonly record: string;
}

/** The first events of a search by time, as FoundRow. */
export function selectFound(options: {
  readonly search: WindowedSearch;
  readonly scope: ReadScope;
  /** Events that began in [from, to). */
  readonly from: number;
  readonly to: number;
  /** Only events beyond this one, in the direction of the order. */
  readonly beyond?: { readonly time: number; readonly id: string };
  readonly newestFirst: boolean;
  readonly limit: number;
}): Sql {
  const { search, scope, beyond, newestFirst, limit } = options;
  const where = all([
    ...timeConditions(options),
    ...(beyond
      ? [
          sql(
            `(e.occurred_at, e.id) ${newestFirst ? '<' : '>'} (?, ?)`,
            new Date(beyond.time),
            beyond.id,
          ),
        ]
      : []),
    ...fileConditions(search, scope),
  ]);
  const direction = newestFirst ? 'DESC' : 'ASC';
  return sql(
    `SELECT e.sequence, e.id, e.occurred_at FROM events e WHERE ${where.text}
     ORDER BY e.occurred_at ${direction}, e.id ${direction} LIMIT ${limit}`,
    ...where.bindings,
  );
}

/** Whole events by their sequences, as EventTextRow. */
export function selectBySequences(sequences: readonly number[]): Sql {
  const where = all([
    // The ends tell which parts of a file need not be read.
    sql(
      'e.sequence >= ? AND e.sequence <= ?',
      Math.min(...sequences),
      Math.max(...sequences),
    ),
    isOneOf('e.sequence', sequences),
  ]);
  return sql(
    `SELECT e.sequence, ${RECORD_JSON} AS record FROM events e WHERE ${where.text}`,
    ...where.bindings,
  );
}

/** The first events of a search with sequences from `from` to before `to`, in their order, as EventTextRow. */
export function selectSequenced(options: {
  readonly search: WindowedSearch;
  readonly scope: ReadScope;
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}): Sql {
  const { search, scope, from, to, limit } = options;
  const where = all([
    sql('e.sequence >= ? AND e.sequence < ?', from, to),
    ...timeConditions(search),
    ...fileConditions(search, scope),
  ]);
  // Only of those that are found everything is read.
  return sql(
    `SELECT e.sequence, ${RECORD_JSON} AS record FROM events e
     WHERE e.sequence >= ? AND e.sequence < ? AND e.sequence IN (
       SELECT e.sequence FROM events e WHERE ${where.text} ORDER BY e.sequence LIMIT ${limit}
     ) ORDER BY e.sequence`,
    from,
    to,
    ...where.bindings,
  );
}

/** One event, as EventTextRow. */
export function selectById(
  id: string,
  recordedAt: number,
  scope: ReadScope,
): Sql {
  const everything = { include: {}, exclude: {}, order: 'newest' } as const;
  const where = all([
    sql('e.recorded_at = ? AND e.id = ?', new Date(recordedAt), id),
    ...fileConditions(everything, scope),
  ]);
  return sql(
    `SELECT e.sequence, ${RECORD_JSON} AS record FROM events e WHERE ${where.text} LIMIT 1`,
    ...where.bindings,
  );
}

export function eventOfText({ record }: EventTextRow): SealedEvent {
  return eventFromRecord(recordOfJson(record));
}
