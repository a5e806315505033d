// SPDX-License-Identifier: Apache-2.0
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { POSTGRES } from './postgres';
import { SQLITE } from './sqlite';
import type { StoredTime } from './tables';

/** Kind of value in a column of rows handed over as JSON. */
export type ColumnType =
  | 'uuid'
  | 'time'
  | 'text'
  | 'smallint'
  | 'integer'
  | 'bigint'
  | 'boolean';

/** What differs between the engines, declared once. */
export interface Dialect {
  readonly engine: 'postgres' | 'sqlite';
  /** SQL that lets one transaction migrate at a time; none where the first write does that anyway. */
  readonly migrationLock?: string;
  /** Epoch milliseconds as a binding for a column of times. */
  writeTime(milliseconds: number): StoredTime;
  /** A value of a column of times as epoch milliseconds. */
  readTime(value: StoredTime): number;
  /** SQL for a column of times as epoch milliseconds, which is read more quickly than a Date; of no time, infinite. */
  milliseconds(column: string): string;
  /** SQL for the time on the database's clock, which all processes share, so many milliseconds from now. */
  timeFromNow(milliseconds: number): string;
  /**
   * SQL for a table `given` with these columns, made of one binding: a JSON array of objects with the columns' names.
   * One binding of any number of rows is what makes the hot insert fast.
   */
  rowsFromJson(columns: Readonly<Record<string, ColumnType>>): string;
  /**
   * SQL for what the indexes by actor, action, target, project and further reference hold of a text. Rows are found quickly by
   * asking for it; since two texts may have the same, the text MUST be asked for besides.
   */
  keyOf(text: string): string;
  /** The same for the index by address, which holds less of a text: many have the same. */
  addressKeyOf(text: string): string;
  /**
   * SQL that is true for the few events `e` whose operation's id does not tell to the second when they occurred. These have an
   * index by operation, which is used when a query asks for this too. Undefined where there is no such index.
   */
  readonly isStrayOperation?: string;
  /**
   * SQL that is true for events `e` whose words begin with each of some words, made by `searchWords`, and its binding.
   */
  wordsBegin(words: readonly string[]): {
    readonly sql: string;
    readonly binding: string;
  };
  /** SQL for where a part begins in a text, from 1 on; 0 where it does not. */
  positionOf(text: string, part: string): string;
  /** SQL for the beginning of the quarter of an hour that a column of times lies in, as epoch milliseconds. */
  quarterHour(column: string): string;
  /**
   * SQL that orders events `e` by time and takes the first so many. It leaves out none that comes before one of these by time and
   * id.
   */
  firstByTime(direction: 'ASC' | 'DESC', count: number): string;
  /** Whether a statement that takes longer than it is allowed to can be stopped. */
  readonly stopsStatements: boolean;
  /** The statement was stopped because it took longer than it was allowed to. */
  isStatementTimeout(error: unknown): boolean;
  /** A unique key refused a row. */
  isUniqueViolation(error: unknown): boolean;
  /** A value was refused and always will be, other than by a unique key. */
  isRefusedValue(error: unknown): boolean;
  /** Another process was doing the same, or held a lock: the same again can succeed. */
  isConcurrencyError(error: unknown): boolean;
}

/** The dialect of a connection. */
export function dialectOf(knex: Knex): Dialect {
  const client = String(knex.client.config.client);
  if (client.includes('pg')) {
    return POSTGRES;
  }
  if (client.includes('sqlite')) {
    return SQLITE;
  }
  throw new ConflictError(
    `The audit log keeps its events in PostgreSQL or SQLite, not in '${client}'; set backend.database.plugin.audit-log.client to pg or better-sqlite3`,
  );
}
