// SPDX-License-Identifier: Apache-2.0
import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TABLES } from 'backstage-plugin-audit-log-backend/src/database/tables';
import type { Client } from 'pg';

/** The tables that hold a row for each event, and one for each further thing that it refers to. */
const COPIED = [TABLES.events, TABLES.refs];

/**
 * The rows of some events in files that the server itself writes and reads, so that COPY has nothing to wait for and
 * nothing to compute: what is copied are the very rows that the ledger has stored.
 */
export class RowFiles {
  static async create(directory: string): Promise<RowFiles> {
    await mkdir(directory);
    // The server may run as another user.
    await chmod(directory, 0o777);
    return new RowFiles(directory);
  }

  private constructor(private readonly directory: string) {}

  /** Writes the rows of all batches from this one on; gives how many events there are. */
  async write(from: Client, firstBatch: number): Promise<number> {
    const counts = [];
    for (const table of COPIED) {
      const { rowCount } = await from.query(
        `COPY (${rowsOf(table, firstBatch)}) TO '${this.#file(table)}'`,
      );
      counts.push(rowCount ?? 0);
    }
    return counts[0];
  }

  /** COPY into the same tables of another database, in one transaction; gives the seconds. */
  async copy(to: Client): Promise<number> {
    const begun = performance.now();
    await to.query('BEGIN');
    for (const table of COPIED) {
      await to.query(`COPY ${table} FROM '${this.#file(table)}'`);
    }
    await to.query('COMMIT');
    return (performance.now() - begun) / 1000;
  }

  async remove(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }

  #file(table: string): string {
    return join(this.directory, `${table}.copy`);
  }
}

/** In the order in which they were stored. */
function rowsOf(table: string, firstBatch: number): string {
  return table === TABLES.events
    ? `SELECT * FROM ${table} WHERE batch >= ${firstBatch} ORDER BY batch, position`
    : `SELECT r.* FROM ${table} r JOIN ${TABLES.events} e USING (stream, recorded_at, id) WHERE e.batch >= ${firstBatch} ORDER BY e.batch, e.position`;
}
