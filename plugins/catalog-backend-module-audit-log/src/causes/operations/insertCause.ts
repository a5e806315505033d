// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES } from '../../database/tables';
import type { NotedCause } from '../NotedCause';

/** Keeps a cause; once, however often it is tried. */
export async function insertCause(
  knex: Knex,
  cause: NotedCause,
  now: number,
): Promise<void> {
  await knex(TABLES.causes)
    .insert({
      operation_id: cause.operationId,
      kind: cause.kind,
      subject: cause.subject,
      actor: JSON.stringify(cause.actor),
      task_id: cause.taskId ?? null,
      noted_at: now,
      spent_at: null,
    })
    .onConflict('operation_id')
    .ignore();
}
