// SPDX-License-Identifier: Apache-2.0
import type { Dialect } from '../../database/dialect';

/** How to find the latest of the events `e` that have a value, which stands in another row of the same statement. */
export interface LatestWith {
  readonly where: string;
  readonly orderBy: string;
}

/**
 * One look into the index of this column finds the latest. The key is asked for as a range of one, and ordered by: so it is
 * that index alone that gives the order. Of an equality PostgreSQL knows that it need not be ordered by, and then reads on
 * through everybody's events in the index by time, where it does not find a value that is rare.
 */
export function latestWith(
  dialect: Dialect,
  column: 'action' | 'actor' | 'project' | 'target',
  value: string,
): LatestWith {
  const key = dialect.keyOf(`e.${column}`);
  const given = dialect.keyOf(value);
  return {
    where: `${key} >= ${given} AND ${key} <= ${given} AND coalesce(e.${column} = ${value}, FALSE)`,
    orderBy: `${key} DESC, e.occurred_at DESC`,
  };
}
