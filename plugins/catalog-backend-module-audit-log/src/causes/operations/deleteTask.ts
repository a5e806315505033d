// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES } from '../../database/tables';

export async function deleteTask(knex: Knex, taskId: string): Promise<void> {
  await knex(TABLES.tasks).where({ task_id: taskId }).delete();
}
