// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES } from '../../database/tables';

export interface BegunTask {
  readonly taskId: string;
  /** Reference of the person. */
  readonly createdBy: string;
}

/** Keeps that a task goes on; one that begins again, after its process died, does so once more. */
export async function insertTask(
  knex: Knex,
  { taskId, createdBy }: BegunTask,
  now: number,
): Promise<void> {
  await knex(TABLES.tasks)
    .insert({ task_id: taskId, created_by: createdBy, began_at: now })
    .onConflict('task_id')
    .merge();
}
