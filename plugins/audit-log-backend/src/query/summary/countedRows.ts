// SPDX-License-Identifier: Apache-2.0
import type { Dialect } from '../../database/dialect';
import { TABLES } from '../../database/tables';
import type { WindowedSearch } from '../AuditEventReader';
import { eventConditions } from '../operations/eventConditions';
import { timeConditions } from '../operations/selectEvents';
import { all, any, sql, type Sql } from '../operations/sql';
import type { ReadScope } from '../ReadScope';
import type { Rollups } from './rollupsFor';

/** Where events have to be counted one by one, counting ends here. */
export const COUNTING_CAP = 100_000;

/** Up to so many ranges of time are each a SELECT of its own, which reads the index from one end of it to the other. */
const MAX_RANGES = 4;

export interface CountedRowsOptions {
  readonly search: WindowedSearch;
  readonly scope: ReadScope;
  readonly dialect: Dialect;
  readonly from: number;
  readonly to: number;
  /** A column of `audit_events`, and of the rollups when they are used, to select besides. */
  readonly column: string;
}

/** Rows `quarter, outcome, value, events` for the newest events of a search, up to the cap, each counting as one. */
export function countedEvents(options: CountedRowsOptions): Sql {
  const { search, scope, dialect, from, to, column } = options;
  const where = all([
    ...timeConditions('e', { dialect, from, to, order: 'newest' }),
    ...eventConditions(search, scope, dialect),
  ]);
  return sql(
    `SELECT ${dialect.quarterHour(
      'e.occurred_at',
    )} AS quarter, e.outcome, e.${column} AS value, 1 AS events
     FROM ${TABLES.events} e WHERE ${where.text}
     ORDER BY e.occurred_at DESC, e.id DESC LIMIT ${COUNTING_CAP}`,
    ...where.bindings,
  );
}

/**
 * The same for all events of a search, from rollups. Hours or days of these that lie in the window in part, and those that a
 * boundary of the timeline cuts in two, are counted event by event.
 */
export function countedRollups(
  options: CountedRowsOptions & {
    readonly rollups: Rollups;
    readonly boundaries: readonly number[];
  },
): Sql {
  const { search, scope, dialect, from, to, column, boundaries } = options;
  const { table, unitMs } = options.rollups;
  const split = splitUnits(from, to, boundaries, unitMs);
  const time = dialect.writeTime;

  const whole = all([
    sql('e.hour >= ? AND e.hour < ?', time(beginOf(from, unitMs)), time(to)),
    ...split.map(begin => sql('e.hour <> ?', time(begin))),
    ...eventConditions(search, scope, dialect, { of: 'counts' }),
  ]);
  const pieces = split.map(begin =>
    sql(
      '(e.occurred_at >= ? AND e.occurred_at < ?)',
      time(Math.max(from, begin)),
      time(Math.min(to, begin + unitMs)),
    ),
  );
  const parts = (pieces.length > MAX_RANGES ? [any(pieces)] : pieces).map(
    piece =>
      all([
        piece,
        ...timeConditions('e', { dialect, from, to, order: 'newest' }),
        ...eventConditions(search, scope, dialect),
      ]),
  );
  const selects = parts.map(
    part => `SELECT ${dialect.quarterHour(
      'e.occurred_at',
    )} AS quarter, e.outcome, e.${column} AS value, 1 AS events
     FROM ${TABLES.events} e WHERE ${part.text}`,
  );
  return sql(
    [
      `SELECT ${dialect.quarterHour(
        'e.hour',
      )} AS quarter, e.outcome, e.${column} AS value, e.events
       FROM ${table} e WHERE ${whole.text}`,
      ...selects,
    ].join(' UNION ALL '),
    ...whole.bindings,
    ...parts.flatMap(({ bindings }) => bindings),
  );
}

function splitUnits(
  from: number,
  to: number,
  boundaries: readonly number[],
  unitMs: number,
): readonly number[] {
  const cuts = [from, to, ...boundaries.filter(at => at > from && at < to)];
  return [
    ...new Set(
      cuts
        .map(at => [at, beginOf(at, unitMs)] as const)
        .filter(([at, begin]) => at !== begin)
        .map(([, begin]) => begin),
    ),
  ];
}

function beginOf(time: number, unitMs: number): number {
  return Math.floor(time / unitMs) * unitMs;
}
