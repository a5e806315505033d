// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  SEALING_TABLES,
  type VerificationRow,
} from '../../database/sealingTables';

/** The last run of verification that went to its end, and the last of those from the first event that found nothing. */
export async function readVerified(knex: Knex): Promise<{
  readonly last?: VerificationRow;
  readonly passed?: VerificationRow;
}> {
  const ended = knex<VerificationRow>(SEALING_TABLES.verifications)
    .whereNotNull('ended_at')
    .orderBy([
      { column: 'ended_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ]);
  const [last, passed] = await Promise.all([
    ended.clone().whereIn('state', ['passed', 'failed']).first(),
    ended.clone().where({ state: 'passed', from_sequence: 0 }).first(),
  ]);
  return { last, passed };
}
