// SPDX-License-Identifier: Apache-2.0
import type { Dialect } from '../../database/dialect';
import { TABLES } from '../../database/tables';
import type { WindowedSearch } from '../AuditEventReader';
import { eventConditions } from '../operations/eventConditions';
import { timeConditions } from '../operations/selectEvents';
import { all, any, sql, type Sql } from '../operations/sql';
import type { ReadScope } from '../ReadScope';

const HOUR_MS = 60 * 60 * 1000;
/** Where events have to be counted one by one, counting ends here. */
export const COUNTING_CAP = 100_000;

export interface CountedRowsOptions {
  readonly search: WindowedSearch;
  readonly scope: ReadScope;
  readonly dialect: Dialect;
  readonly from: number;
  readonly to: number;
  /** A column of `audit_events`, and of `audit_rollups` when they are used, to select besides. */
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
 * The same for all events of a search, from the hourly rollups. Hours that lie in the window in part, and those that a
 * boundary of the timeline cuts in two, are counted event by event.
 */
export function countedRollups(
  options: CountedRowsOptions & { readonly boundaries: readonly number[] },
): Sql {
  const { search, scope, dialect, from, to, column, boundaries } = options;
  const conditions = eventConditions(search, scope, dialect);
  const split = splitHours(from, to, boundaries);
  const time = dialect.writeTime;

  const whole = all([
    sql('e.hour >= ? AND e.hour < ?', time(hourOf(from)), time(to)),
    ...split.map(hour => sql('e.hour <> ?', time(hour))),
    ...conditions,
  ]);
  const pieces = split.map(hour =>
    sql(
      '(e.occurred_at >= ? AND e.occurred_at < ?)',
      time(Math.max(from, hour)),
      time(Math.min(to, hour + HOUR_MS)),
    ),
  );
  const parts = all([
    any(pieces),
    ...timeConditions('e', { dialect, from, to, order: 'newest' }),
    ...conditions,
  ]);
  return sql(
    `SELECT ${dialect.quarterHour(
      'e.hour',
    )} AS quarter, e.outcome, e.${column} AS value, e.events
     FROM ${TABLES.rollups} e WHERE ${whole.text}
     UNION ALL
     SELECT ${dialect.quarterHour(
       'e.occurred_at',
     )} AS quarter, e.outcome, e.${column} AS value, 1 AS events
     FROM ${TABLES.events} e WHERE ${parts.text}`,
    ...whole.bindings,
    ...parts.bindings,
  );
}

function splitHours(
  from: number,
  to: number,
  boundaries: readonly number[],
): readonly number[] {
  const cuts = [from, to, ...boundaries.filter(at => at > from && at < to)];
  return [...new Set(cuts.filter(at => hourOf(at) !== at).map(hourOf))];
}

function hourOf(time: number): number {
  return Math.floor(time / HOUR_MS) * HOUR_MS;
}
