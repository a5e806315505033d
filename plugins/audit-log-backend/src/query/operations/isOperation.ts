// SPDX-License-Identifier: Apache-2.0
import type { Dialect } from '../../database/dialect';
import { any, isOneOf, sql, type Sql } from './sql';

/** How far apart an operation's id and its events may be without these being strays, see `Dialect.isStrayOperation`. */
const TOLERANCE_MS = 1_000;
/** No event occurs after the year 9999. */
const LATEST = Date.UTC(10000, 0, 1);

/**
 * `column IN (…)` for the operation of events. An operation's id is a UUIDv7 as a rule, made when it begins: it tells when to
 * look for its events. Events of operations whose ids tell another time, or none, have an index of their own.
 */
export function isOperation(
  column: string,
  operations: readonly string[],
  dialect: Dialect,
): Sql {
  const isValue = isOneOf(column, operations);
  const { isStrayOperation, writeTime } = dialect;
  if (isStrayOperation === undefined || operations.length === 0) {
    return isValue;
  }
  return any([
    ...operations
      .map(operation => [operation, timeToldBy(operation)] as const)
      .filter(([, time]) => time < LATEST)
      .map(([operation, time]) =>
        sql(
          `(${column} = ? AND e.occurred_at >= ? AND e.occurred_at <= ?)`,
          operation,
          writeTime(time - TOLERANCE_MS),
          writeTime(time + TOLERANCE_MS),
        ),
      ),
    { ...isValue, text: `(${isValue.text} AND ${isStrayOperation})` },
  ]);
}

/** The first 48 bits of a UUID, which are epoch milliseconds in one of version 7 (RFC 9562, section 5.7). */
function timeToldBy(uuid: string): number {
  return parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
}
