// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from './dialect';

/** Reads several tables as they are at one moment, whatever is committed meanwhile. */
export function inSnapshot<T>(
  knex: Knex,
  dialect: Dialect,
  read: (transaction: Knex.Transaction) => Promise<T>,
): Promise<T> {
  // A transaction of SQLite sees one moment anyway.
  return dialect.engine === 'sqlite'
    ? knex.transaction(read)
    : knex.transaction(read, {
        isolationLevel: 'repeatable read',
        readOnly: true,
      });
}
