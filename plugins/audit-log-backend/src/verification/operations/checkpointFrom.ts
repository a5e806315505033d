// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  SEALING_TABLES,
  type CheckpointRow,
} from '../../database/sealingTables';

/** The size of the first checkpoint that is of so many events or more. */
export async function checkpointFrom(
  knex: Knex,
  size: number,
): Promise<number | undefined> {
  const row = await knex<CheckpointRow>(SEALING_TABLES.checkpoints)
    .where('size', '>=', size)
    .orderBy('size')
    .first('size');
  return row && Number(row.size);
}
