// SPDX-License-Identifier: Apache-2.0
import type { Dialect } from './dialect';
import { errorCode } from './errorCode';

/** See "Result and Error Codes" in SQLite's manual. */
const UNIQUE_VIOLATION = /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY|ROWID)$/;
const REFUSED_VALUE = /^SQLITE_(CONSTRAINT|TOOBIG|MISMATCH)/;
const CONCURRENCY = /^SQLITE_(BUSY|LOCKED)/;

/** SQLite from version 3.38, which better-sqlite3 brings along. */
export const SQLITE: Dialect = {
  engine: 'sqlite',
  writeTime: milliseconds => milliseconds,
  readTime: value => Number(value),
  milliseconds: column => column,
  timeFromNow: milliseconds =>
    `CAST(unixepoch('subsec') * 1000 AS INTEGER) + ${Math.round(milliseconds)}`,
  rowsFromJson: columns => {
    const values = Object.keys(columns).map(
      name => `value ->> '${name}' AS ${name}`,
    );
    return `(SELECT ${values.join(', ')} FROM json_each(?)) AS given`;
  },
  keyOf: text => text,
  addressKeyOf: text => text,
  wordsBegin: words => ({
    sql: 'e.row_id IN (SELECT rowid FROM audit_events_search WHERE audit_events_search MATCH ?)',
    binding: words.map(word => `"${word}"*`).join(' '),
  }),
  // Also of a time before 1970, of which the remainder is negative.
  positionOf: (text, part) => `instr(${text}, ${part})`,
  quarterHour: column =>
    `(${column} - ((${column} % 900000) + 900000) % 900000)`,
  // A statement runs to its end within this process: what bounds it is the window of time it may look at.
  firstByTime: (direction, count) =>
    `ORDER BY e.occurred_at ${direction}, e.id ${direction} LIMIT ${count}`,
  stopsStatements: false,
  isStatementTimeout: () => false,
  isUniqueViolation: error => UNIQUE_VIOLATION.test(errorCode(error)),
  isRefusedValue: error => {
    const code = errorCode(error);
    return REFUSED_VALUE.test(code) && !UNIQUE_VIOLATION.test(code);
  },
  isConcurrencyError: error => CONCURRENCY.test(errorCode(error)),
};
