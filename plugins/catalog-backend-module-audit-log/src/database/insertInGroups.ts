// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';

/** SQLite takes 500 parts of a statement, of which each row is one. */
const ROWS = 100;

/** Inserts rows, or replaces those with the same key where there is one. */
export async function insertInGroups<Row extends object>(
  transaction: Knex.Transaction,
  table: string,
  rows: readonly Row[],
  key?: keyof Row & string,
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS) {
    const insert = transaction(table).insert(rows.slice(start, start + ROWS));
    await (key === undefined ? insert : insert.onConflict(key).merge());
  }
}
