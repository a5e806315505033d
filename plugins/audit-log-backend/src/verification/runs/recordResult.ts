// SPDX-License-Identifier: Apache-2.0
import type { VerificationFinding } from 'backstage-plugin-audit-log-common';
import type { Findings } from '../Findings';
import type { VerificationProgress, VerificationRange } from '../verifyLedger';
import type { RunRequest, VerificationRunsOptions } from './VerificationRuns';

/** How many findings go on record. All are in the run. */
const MOST_RECORDED = 10;

/** Puts what a run came to on record, and in the log of the backend when it found something. */
export async function recordResult(
  { auditLog, logger }: Pick<VerificationRunsOptions, 'auditLog' | 'logger'>,
  run: {
    readonly id: string;
    readonly range: VerificationRange;
    readonly progress: VerificationProgress;
    readonly findings: Findings;
    readonly request: RunRequest;
  },
): Promise<void> {
  const { id, range, progress, findings, request } = run;
  const { from, to } = range;
  const hasFailed = findings.count > 0;
  if (hasFailed) {
    logger.error(
      `The audit log was altered: verification of the events ${from} to ${
        to - 1
      } found ${findings.count} problems, first: ${inWords(findings.kept[0])}`,
    );
  }
  await auditLog.record({
    action: `ledger-verify.${hasFailed ? 'failed' : 'passed'}`,
    severity: hasFailed ? 'critical' : 'low',
    operationId: request.operationId,
    meta: {
      verification: id,
      from,
      to,
      verified: progress.verified,
      erased: progress.erased,
      findings: findings.count,
      ...(hasFailed && {
        first: findings.kept.slice(0, MOST_RECORDED).map(inWords),
      }),
    },
  });
}

function inWords({ kind, message, sequence }: VerificationFinding): string {
  const place = sequence === undefined ? '' : ` at ${sequence}`;
  return `${kind}${place}: ${message}`;
}
