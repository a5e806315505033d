// SPDX-License-Identifier: Apache-2.0
import knexFactory, { type Knex } from 'knex';

/** The way to a database: a PostgreSQL connection string, or the path of an SQLite file. */
export function openDatabase(database: string, pool?: { max: number }): Knex {
  return knexFactory(
    /^postgres(ql)?:/.test(database)
      ? { client: 'pg', connection: database, pool }
      : {
          client: 'better-sqlite3',
          connection: { filename: database },
          useNullAsDefault: true,
        },
  );
}
