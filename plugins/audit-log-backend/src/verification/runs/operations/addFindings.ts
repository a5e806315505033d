// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  SEALING_TABLES,
  type VerificationRow,
} from '../../../database/sealingTables';
import type { Findings } from '../../Findings';

/** Keeps what a run has found since its last sign of life, although somebody else has ended it. */
export async function addFindings(
  knex: Knex,
  id: string,
  { count, kept }: Pick<Findings, 'count' | 'kept'>,
): Promise<void> {
  await knex<VerificationRow>(SEALING_TABLES.verifications)
    .where({ id })
    .where('finding_count', '<', count)
    .update({ finding_count: count, findings: JSON.stringify(kept) });
}
