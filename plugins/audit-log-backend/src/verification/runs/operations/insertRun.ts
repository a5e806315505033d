// SPDX-License-Identifier: Apache-2.0
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import {
  SEALING_TABLES,
  type VerificationRow,
} from '../../../database/sealingTables';

/** Begins a run. Throws a ConflictError while another one is under way, in whatever process. */
export async function insertRun(
  knex: Knex,
  dialect: Dialect,
  run: {
    readonly id: string;
    readonly from: number;
    readonly to: number;
    readonly isWhole: boolean;
    readonly startedBy: string | null;
  },
): Promise<void> {
  const now = knex.raw(dialect.timeFromNow(0));
  try {
    await knex<VerificationRow>(SEALING_TABLES.verifications).insert({
      id: run.id,
      state: 'running',
      from_sequence: run.from,
      to_sequence: run.to,
      is_whole: run.isWhole,
      verified: 0,
      erased: 0,
      finding_count: 0,
      findings: '[]',
      started_at: now,
      started_by: run.startedBy,
      beat_at: now,
    });
  } catch (error: unknown) {
    if (!dialect.isUniqueViolation(error)) {
      throw error;
    }
    // Without the error, which would tell the statement.
    throw new ConflictError(
      'The ledger is being verified already; see GET /ledger/verify, or stop that run first',
    );
  }
}
