// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';

/** Of 4 KiB as a rule: about a millisecond. */
const PAGES = 256;
const PAUSE_MS = 5;

/** The part of better-sqlite3's Database that is needed. */
interface SqliteConnection {
  exec(source: string): unknown;
  pragma(source: string, options: { simple: true }): unknown;
}

/**
 * Gives free pages of the database back to the file system, some at a time, where SQLite was set up to do so. Nothing on PostgreSQL,
 * where a dropped partition is gone at once.
 */
export async function vacuum(
  knex: Knex,
  dialect: Dialect,
  signal: AbortSignal,
): Promise<void> {
  if (dialect.engine !== 'sqlite') {
    return;
  }
  for (let left = Infinity; ; ) {
    signal.throwIfAborted();
    // Below Knex: this statement has to be run to its end to do more than a page, and gives nothing back.
    const connection: SqliteConnection = await knex.client.acquireConnection();
    let free: number;
    try {
      connection.exec(`PRAGMA incremental_vacuum(${PAGES})`);
      free = Number(connection.pragma('freelist_count', { simple: true }));
    } finally {
      await knex.client.releaseConnection(connection);
    }
    if (free === 0 || free >= left) {
      return;
    }
    left = free;
    await sleep(PAUSE_MS);
  }
}
