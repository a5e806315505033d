// SPDX-License-Identifier: Apache-2.0
import type { Dialect } from '../../database/dialect';
import { TABLES } from '../../database/tables';
import type { WindowedSearch } from '../AuditEventReader';
import { eventConditions } from '../operations/eventConditions';
import type { Rollups } from '../operations/rollups';
import { all, any, sql, type Sql } from '../operations/sql';
import { timeConditions } from '../operations/timeConditions';
import type { ReadScope } from '../ReadScope';
import { type Piece, wholeUnits } from './wholeUnits';

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
  /** Columns of `audit_events`, and of the rollups when they are used, to select besides. */
  readonly columns: readonly string[];
  /** Whether `quarter` and `outcome` are wanted. */
  readonly timeline: boolean;
}

/** Rows of `events` and what is wanted besides, for the newest events of a search, up to the cap, each counting as one. */
export function countedEvents(options: CountedRowsOptions): Sql {
  const { search, scope, dialect, from, to } = options;
  const where = all([
    ...timeConditions('e', { dialect, from, to, order: 'newest' }),
    ...eventConditions(search, scope, dialect),
  ]);
  return sql(
    `SELECT ${selected(options, 'e.occurred_at', '1')} FROM ${TABLES.events} e
     WHERE ${where.text}
     ORDER BY e.occurred_at DESC, e.id DESC LIMIT ${COUNTING_CAP}`,
    ...where.bindings,
  );
}

/**
 * The same for all events of a search, from rollups. Hours or days of these that are in the window in part, and those that a
 * boundary of the timeline cuts in two, are counted event by event: those of them that are in the window, or those that are
 * not and count as one less.
 */
export function countedRollups(
  options: CountedRowsOptions & {
    readonly rollups: Rollups;
    readonly boundaries: readonly number[];
  },
): Sql {
  const { search, scope, dialect, rollups } = options;
  const { begin, end, without, added, taken } = wholeUnits(
    options,
    options.boundaries,
    rollups.unitMs,
    Date.now(),
  );
  const time = dialect.writeTime;
  const whole = all([
    sql('e.hour >= ? AND e.hour < ?', time(begin), time(end)),
    ...without.map(unit => sql('e.hour <> ?', time(unit))),
    ...eventConditions(search, scope, dialect, { of: 'counts' }),
  ]);
  const counts = sql(
    `SELECT ${selected(options, 'e.hour', 'e.events')} FROM ${rollups.table} e
     WHERE ${whole.text}`,
    ...whole.bindings,
  );
  const parts = [
    counts,
    ...piecesOfEvents(options, added, '1'),
    ...piecesOfEvents(options, taken, '-1'),
  ];
  return sql(
    parts.map(({ text }) => text).join(' UNION ALL '),
    ...parts.flatMap(({ bindings }) => bindings),
  );
}

function piecesOfEvents(
  options: CountedRowsOptions,
  pieces: readonly Piece[],
  events: string,
): readonly Sql[] {
  const { search, scope, dialect } = options;
  if (pieces.length === 0) {
    return [];
  }
  const groups =
    pieces.length > MAX_RANGES ? [pieces] : pieces.map(piece => [piece]);
  return groups.map(group => {
    const within = {
      from: Math.min(...group.map(({ from }) => from)),
      to: Math.max(...group.map(({ to }) => to)),
    };
    const where = all([
      ...timeConditions('e', { dialect, ...within, order: 'newest' }),
      ...(group.length === 1
        ? []
        : [
            any(
              group.map(({ from, to }) =>
                sql(
                  '(e.occurred_at >= ? AND e.occurred_at < ?)',
                  dialect.writeTime(from),
                  dialect.writeTime(to),
                ),
              ),
            ),
          ]),
      ...eventConditions(search, scope, dialect),
    ]);
    return sql(
      `SELECT ${selected(options, 'e.occurred_at', events)} FROM ${
        TABLES.events
      } e WHERE ${where.text}`,
      ...where.bindings,
    );
  });
}

function selected(
  { dialect, columns, timeline }: CountedRowsOptions,
  time: string,
  events: string,
): string {
  const named = new Set([...columns, ...(timeline ? ['outcome'] : [])]);
  return [
    `${events} AS events`,
    ...Array.from(named, column => `e.${column}`),
    ...(timeline ? [`${dialect.quarterHour(time)} AS quarter`] : []),
  ].join(', ');
}
