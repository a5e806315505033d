// SPDX-License-Identifier: Apache-2.0
import { createPartition } from 'backstage-plugin-audit-log-backend/src/database/operations/createPartition';
import { TABLES } from 'backstage-plugin-audit-log-backend/src/database/tables';
import { periodsBetween } from 'backstage-plugin-audit-log-backend/src/retention/policy/periods';
import type { Knex } from 'knex';

/**
 * Makes the partitions of the months from one time to before another: the ledger makes those to come, and those that have been were
 * made in their time.
 */
export async function createMonths(
  knex: Knex,
  from: number,
  to: number,
): Promise<void> {
  for (const month of periodsBetween(from, to, 'month')) {
    await createPartition(knex, TABLES.events, month);
    await createPartition(knex, TABLES.refs, month);
  }
}
