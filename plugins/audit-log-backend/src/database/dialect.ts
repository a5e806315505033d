// SPDX-License-Identifier: Apache-2.0
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { StoredTime } from './tables';

/** What differs between the engines, declared once. */
export interface Dialect {
  readonly engine: 'postgres' | 'sqlite';
  /** Epoch milliseconds as a binding for a column of times. */
  writeTime(milliseconds: number): StoredTime;
  /** A value of a column of times as epoch milliseconds. */
  readTime(value: StoredTime): number;
}

const POSTGRES: Dialect = {
  engine: 'postgres',
  writeTime: milliseconds => new Date(milliseconds),
  readTime: value => Number(value),
};

const SQLITE: Dialect = {
  engine: 'sqlite',
  writeTime: milliseconds => milliseconds,
  readTime: value => Number(value),
};

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
