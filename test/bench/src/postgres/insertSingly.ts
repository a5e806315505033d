// SPDX-License-Identifier: Apache-2.0
import { TABLES } from 'backstage-plugin-audit-log-backend/src/database/tables';
import type { Client } from 'pg';
import type { Knex } from 'knex';
import { inParallel } from '../inParallel';

const AT_ONCE = 16;

/**
 * What one writes without thinking: each event awaited as an INSERT of its own, so many requests at a time, each with a
 * connection at hand. The rows are some that the ledger has stored. Gives the seconds.
 */
export async function insertSingly(
  to: Knex,
  rows: readonly object[],
): Promise<number> {
  const begun = performance.now();
  await inParallel(AT_ONCE, rows.values(), async row => {
    await to(TABLES.events).insert(row);
  });
  return (performance.now() - begun) / 1000;
}

/** Rows of batches from this one on, as the driver reads them. */
export async function storedRows(
  from: Client,
  firstBatch: number,
  limit: number,
): Promise<readonly object[]> {
  const { rows } = await from.query(
    `SELECT * FROM ${TABLES.events} WHERE batch >= $1 ORDER BY batch, position LIMIT $2`,
    [firstBatch, limit],
  );
  return rows;
}
