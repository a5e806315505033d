// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import {
  SEALING_TABLES,
  type VerificationRow,
} from '../../../database/sealingTables';
import type { Findings } from '../../Findings';
import type { VerificationProgress } from '../../verifyLedger';

/** Keeps how far a run is, and how it ended. False when it has been stopped, or was taken for dead. */
export async function updateRun(
  knex: Knex,
  dialect: Dialect,
  id: string,
  run: {
    readonly progress?: VerificationProgress;
    readonly findings?: Pick<Findings, 'count' | 'kept'>;
    readonly end?: 'passed' | 'failed' | 'stopped' | 'interrupted';
    readonly error?: string;
  },
): Promise<boolean> {
  const { progress, findings, end, error } = run;
  const now = knex.raw(dialect.timeFromNow(0));
  const updated = await knex<VerificationRow>(SEALING_TABLES.verifications)
    .where({ id, state: 'running' })
    .update({
      beat_at: now,
      ...(progress && {
        verified: progress.verified,
        erased: progress.erased,
        recorded_until:
          progress.recordedUntil === undefined
            ? null
            : dialect.writeTime(progress.recordedUntil),
      }),
      ...(findings && {
        finding_count: findings.count,
        findings: JSON.stringify(findings.kept),
      }),
      ...(end && { state: end, ended_at: now }),
      ...(error !== undefined && { error }),
    });
  return updated > 0;
}
