// SPDX-License-Identifier: Apache-2.0
import { TABLES } from 'backstage-plugin-audit-log-backend/src/database/tables';
import type { Client } from 'pg';

/** The number that the next batch of the ledger's only stream gets. */
export async function nextBatch(client: Client): Promise<number> {
  const { rows } = await client.query<{ next: string }>(
    `SELECT coalesce(max(batch) + 1, 0) AS next FROM ${TABLES.batches}`,
  );
  return Number(rows[0].next);
}
