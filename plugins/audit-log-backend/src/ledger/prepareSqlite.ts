// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';

/** The part of better-sqlite3's Database that is needed. */
interface SqliteConnection {
  pragma(source: string): unknown;
}

/**
 * Makes every connection of a pool durable: a commit is on the disk when it returns, so that "appended" survives a loss
 * of power. better-sqlite3's default for a write-ahead log is less (NORMAL), and the log itself is what lets readers of
 * other processes go on while one writes. Resolves once it holds for the connection in use.
 */
export async function prepareSqlite(knex: Knex): Promise<void> {
  const prepare = (connection: SqliteConnection) => {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
  };
  knex.client.pool.on(
    'createSuccess',
    (_id: number, connection: SqliteConnection) => prepare(connection),
  );
  const connection = await knex.client.acquireConnection();
  try {
    prepare(connection);
  } finally {
    await knex.client.releaseConnection(connection);
  }
}
