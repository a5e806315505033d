// SPDX-License-Identifier: Apache-2.0
import type { Dialect } from '../../database/dialect';
import { sql, type Sql } from './sql';

/** Events may be recorded this much later than they began and still be found by time. */
export const RECORDING_ALLOWANCE_MS = 7 * 24 * 60 * 60 * 1000;

export interface TimeConditions {
  readonly dialect: Dialect;
  /** Events that began in [from, to), in epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  /** Only events beyond this one, in the direction of the order. */
  readonly beyond?: { readonly time: number; readonly id: string };
  readonly order: 'newest' | 'oldest';
}

/**
 * Conditions on the time of events, or of references. `recorded_at` tells PostgreSQL which months to leave alone: nothing is
 * recorded before it began. Whole months are asked for, as the planner takes the two times for independent: it would expect a
 * hundredth of the events that there are, and sort all of them rather than read the first few in order.
 */
export function timeConditions(
  alias: string,
  { dialect, from, to, beyond, order }: TimeConditions,
): readonly Sql[] {
  const time = dialect.writeTime;
  const conditions = [
    sql(
      `${alias}.occurred_at >= ? AND ${alias}.occurred_at < ?`,
      time(from),
      time(to),
    ),
    sql(
      `${alias}.recorded_at >= ? AND ${alias}.recorded_at < ?`,
      time(firstOfMonth(from, 0)),
      time(firstOfMonth(to + RECORDING_ALLOWANCE_MS, 1)),
    ),
  ];
  if (beyond) {
    conditions.push(
      sql(
        `(${alias}.occurred_at, ${alias}.id) ${
          order === 'newest' ? '<' : '>'
        } (?, ?)`,
        time(beyond.time),
        beyond.id,
      ),
    );
  }
  return conditions;
}

/** The beginning of the month, UTC, that a time is in, or of one so many months later. */
function firstOfMonth(time: number, later: number): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later);
}
