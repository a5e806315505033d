// SPDX-License-Identifier: Apache-2.0
import type { Dialect } from './dialect';
import { errorCode } from './errorCode';

/** SQLSTATEs, see "PostgreSQL Error Codes" in its manual. */
const UNIQUE_VIOLATION = '23505';
const QUERY_CANCELED = '57014';
const SQLSTATE = /^[0-9A-Z]{5}$/;
/** Data exceptions, violated constraints, exceeded limits of the program. */
const REFUSED_VALUE = /^(22|23|54)/;
/** Serialization failure, deadlock, lock not available. */
const CONCURRENCY = ['40001', '40P01', '55P03'];

/** PostgreSQL from version 14. */
export const POSTGRES: Dialect = {
  engine: 'postgres',
  migrationLock: `SELECT pg_advisory_xact_lock(hashtext('backstage-plugin-audit-log-backend/migrations'))`,
  writeTime: milliseconds => new Date(milliseconds),
  readTime: value => Number(value),
  // Rounded, as seconds are a quarter of a microsecond off as a double. No whole number type: it has no infinity.
  milliseconds: column => `round(date_part('epoch', ${column}) * 1e3)`,
  // Not now(), the time a transaction began: one that began earlier may commit later.
  timeFromNow: milliseconds =>
    `clock_timestamp() + interval '${Math.round(milliseconds)} milliseconds'`,
  rowsFromJson: columns => {
    const types = Object.entries(columns).map(
      ([name, type]) => `${name} ${type === 'time' ? 'timestamptz' : type}`,
    );
    return `json_to_recordset(?::json) AS given(${types.join(', ')})`;
  },
  keyOf: text => `hashtextextended(${text}, 0)`,
  addressKeyOf: text => `(hashtextextended(${text}, 0) & 65535)`,
  isStrayOperation: `abs(('x' || translate(left(e.operation_id::text, 13), '-', ''))::bit(48)::bigint - (date_part('epoch', e.occurred_at - '1970-01-01 00:00:00+00'::timestamptz) * 1000)) > 1000`,
  wordsBegin: words => ({
    sql: `array_to_tsvector(string_to_array(e.search_text, ' ')) @@ ?::tsquery`,
    binding: words.map(word => `'${word}':*`).join(' & '),
  }),
  positionOf: (text, part) => `strpos(${text}, ${part})`,
  quarterHour: column =>
    `(floor(date_part('epoch', ${column}) / 900) * 900000)::bigint`,
  // With what is at the same time as the last of them: to sort by id besides takes as long again.
  firstByTime: (direction, count) =>
    `ORDER BY e.occurred_at ${direction} FETCH FIRST ${count} ROWS WITH TIES`,
  stopsStatements: true,
  isStatementTimeout: error => errorCode(error) === QUERY_CANCELED,
  isUniqueViolation: error => errorCode(error) === UNIQUE_VIOLATION,
  isRefusedValue: error => {
    const code = errorCode(error);
    return (
      SQLSTATE.test(code) &&
      REFUSED_VALUE.test(code) &&
      code !== UNIQUE_VIOLATION
    );
  },
  isConcurrencyError: error => CONCURRENCY.includes(errorCode(error)),
};
