// SPDX-License-Identifier: Apache-2.0
import { TABLES } from 'backstage-plugin-audit-log-backend/src/database/tables';
import type { Knex } from 'knex';
import { inGroups } from '../inGroups';

/** As many as the ledger commits at once under load. */
const BATCH = 500;

/** What of better-sqlite3's Database is needed. */
interface Database {
  prepare(sql: string): { run(...values: readonly unknown[]): unknown };
  exec(sql: string): unknown;
}

type Rows = readonly Readonly<Record<string, unknown>>[];

/**
 * The ceiling on SQLite, which has no COPY: one prepared statement, run for each of the rows that the ledger has stored,
 * in transactions of 500, each on the disk when it ends. Gives the seconds.
 */
export async function insertBatches(
  to: Knex,
  tables: Readonly<Record<string, Rows>>,
): Promise<number> {
  const database: Database = await to.client.acquireConnection();
  try {
    const begun = performance.now();
    for (const [table, rows] of Object.entries(tables)) {
      for (const batch of inGroups(rows, BATCH)) {
        const names = Object.keys(batch[0]);
        const insert = database.prepare(
          `INSERT INTO ${table} (${names}) VALUES (${names.map(() => '?')})`,
        );
        database.exec('BEGIN IMMEDIATE');
        batch.forEach(row => insert.run(...Object.values(row)));
        database.exec('COMMIT');
      }
    }
    return (performance.now() - begun) / 1000;
  } finally {
    await to.client.releaseConnection(database);
  }
}

/** Rows that stand for events from this batch on, by table. */
export async function storedRows(
  from: Knex,
  firstBatch: number,
): Promise<Readonly<Record<string, Rows>>> {
  const events: Rows = await from(TABLES.events)
    .where('batch', '>=', firstBatch)
    .orderBy(['batch', 'position']);
  const refs: Rows = await from(TABLES.refs)
    .whereIn(
      'id',
      from(TABLES.events).where('batch', '>=', firstBatch).select('id'),
    )
    .select();
  return { [TABLES.events]: events, [TABLES.refs]: refs };
}
