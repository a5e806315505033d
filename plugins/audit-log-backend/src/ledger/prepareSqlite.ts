// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';

/** The part of better-sqlite3's Database that is needed. */
interface SqliteConnection {
  pragma(source: string, options?: { readonly simple: boolean }): unknown;
  exec(source: string): unknown;
}

/** See "PRAGMA auto_vacuum" in SQLite's manual. */
const INCREMENTAL = 2;
/** More than what others put into a database before its first event. */
const FEW_PAGES = 1_000;

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
    makeShrinkable(connection);
    prepare(connection);
  } finally {
    await knex.client.releaseConnection(connection);
  }
}

/**
 * Lets a new database give pages back to the file system, some at a time, once events have left it. One that has events would have to
 * be written anew for that, as `VACUUM` does, which takes as much room again and keeps everybody out: that is left to its owner.
 */
function makeShrinkable(connection: SqliteConnection): void {
  const value = (name: string) =>
    Number(connection.pragma(name, { simple: true }));
  if (value('auto_vacuum') === INCREMENTAL || value('page_count') > FEW_PAGES) {
    return;
  }
  try {
    connection.pragma(`auto_vacuum = ${INCREMENTAL}`);
    connection.exec('VACUUM');
  } catch {
    // Another process is at work in it: the next start does it, or it is done without.
  }
}
