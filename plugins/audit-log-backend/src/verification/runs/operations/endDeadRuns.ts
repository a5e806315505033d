// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import {
  SEALING_TABLES,
  type VerificationRow,
} from '../../../database/sealingTables';

/** A run without a sign of life for so long has died with its process. */
export const SILENCE_MS = 60_000;

/** Ends what has died with its process. Gives what it has ended: to one of those who ask at the same time. */
export async function endDeadRuns(
  knex: Knex,
  dialect: Dialect,
): Promise<readonly VerificationRow[]> {
  return knex<VerificationRow>(SEALING_TABLES.verifications)
    .where({ state: 'running' })
    .where('beat_at', '<', knex.raw(dialect.timeFromNow(-SILENCE_MS)))
    .update({
      state: 'interrupted',
      ended_at: knex.raw(dialect.timeFromNow(0)),
    })
    .returning('*') as unknown as Promise<VerificationRow[]>;
}
