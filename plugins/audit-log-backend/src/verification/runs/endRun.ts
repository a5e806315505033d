// SPDX-License-Identifier: Apache-2.0
import { addFindings } from './operations/addFindings';
import { updateRun } from './operations/updateRun';
import { recordResult, type RunResult } from './recordResult';
import type { VerificationRunsOptions } from './VerificationRuns';

/**
 * Keeps how a run of this process ended, and puts on record what it came to. What it found counts, however it ended: also when the
 * database is away by now, or somebody else has ended it. It does not reject.
 */
export async function endRun(
  options: Pick<
    VerificationRunsOptions,
    'knex' | 'dialect' | 'auditLog' | 'logger'
  >,
  run: RunResult & { readonly error?: string },
): Promise<void> {
  const { knex, dialect } = options;
  const { id, findings, end } = run;
  let isKept = false;
  try {
    isKept = await updateRun(knex, dialect, id, run);
    if (!isKept && findings.count > 0) {
      await addFindings(knex, id, findings);
    }
  } catch {
    // It is found without a sign of life.
  }
  if (findings.count > 0 || (isKept && end === 'passed')) {
    await recordResult(options, run);
  }
}
