// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES } from '../../database/tables';

const CAUSES_MS = 60 * 60_000;
/** One that never ended was in a process that did not either. */
const TASKS_MS = 24 * 60 * 60_000;

/** Forgets causes that are an hour old, and tasks that are a day old. */
export async function forgetOld(
  transaction: Knex.Transaction,
  now: number,
): Promise<void> {
  await transaction(TABLES.causes)
    .where('noted_at', '<', now - CAUSES_MS)
    .delete();
  await transaction(TABLES.tasks)
    .where('began_at', '<', now - TASKS_MS)
    .delete();
}
