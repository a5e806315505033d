// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES } from '../../database/tables';

/** The task of a person that goes on, if it is the only one. */
export async function findOnlyTask(
  knex: Knex,
  createdBy: string,
): Promise<string | undefined> {
  const ids: string[] = await knex(TABLES.tasks)
    .where({ created_by: createdBy })
    .limit(2)
    .pluck('task_id');
  return ids.length === 1 ? ids[0] : undefined;
}
