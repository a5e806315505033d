// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { type CauseRow, TABLES } from '../../database/tables';
import type { KeptCause } from '../NotedCause';

/** The latest first. */
export async function readCauses(knex: Knex): Promise<readonly KeptCause[]> {
  const rows: CauseRow[] = await knex(TABLES.causes).orderBy([
    { column: 'noted_at', order: 'desc' },
    { column: 'operation_id', order: 'desc' },
  ]);
  return rows.map(row => ({
    operationId: row.operation_id,
    kind: row.kind,
    subject: row.subject,
    actor: JSON.parse(row.actor),
    ...(row.task_id !== null && { taskId: row.task_id }),
    isSpent: row.spent_at !== null,
  }));
}
