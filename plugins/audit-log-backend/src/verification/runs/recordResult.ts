// SPDX-License-Identifier: Apache-2.0
import { stringifyError } from '@backstage/errors';
import type { VerificationFinding } from 'backstage-plugin-audit-log-common';
import type { Findings } from '../Findings';
import type { VerificationProgress, VerificationRange } from '../verifyLedger';
import type { RunRequest, VerificationRunsOptions } from './VerificationRuns';

/** How many findings go on record. All are in the run. */
const MOST_RECORDED = 10;

/** What a run came to, whether or not it got to its end. */
export interface RunResult {
  readonly id: string;
  readonly range: Pick<VerificationRange, 'from' | 'to'>;
  readonly progress: VerificationProgress;
  readonly findings: Pick<Findings, 'count' | 'kept'>;
  readonly end: 'passed' | 'failed' | 'interrupted';
  readonly request: RunRequest;
}

/**
 * Puts what a run came to on record, and in the log of the backend when it found something. A process that was taken for dead and was
 * not tells of its run once more. It does not reject.
 */
export async function recordResult(
  { auditLog, logger }: Pick<VerificationRunsOptions, 'auditLog' | 'logger'>,
  run: RunResult,
): Promise<void> {
  const { id, range, progress, findings, end, request } = run;
  const { from, to } = range;
  const hasFailed = findings.count > 0;
  const isCut = end === 'interrupted';
  if (hasFailed) {
    logger.error(
      `The audit log was altered: verification of the events ${from} to ${
        to - 1
      }${isCut ? ', which did not come to its end,' : ''} found ${
        findings.count
      } problems, first: ${inWords(findings.kept[0])}`,
    );
  }
  const record = {
    action: `ledger-verify.${hasFailed ? 'failed' : 'passed'}`,
    severity: hasFailed ? ('critical' as const) : ('low' as const),
    operationId: request.operationId,
    meta: {
      verification: id,
      from,
      to,
      verified: progress.verified,
      erased: progress.erased,
      findings: findings.count,
      ...(isCut && { interrupted: true }),
      ...(hasFailed && {
        first: findings.kept.slice(0, MOST_RECORDED).map(inWords),
      }),
    },
  };
  await auditLog
    .record(record)
    .catch((error: unknown) =>
      logger.error(
        `What the verification ${id} came to could not be put on record`,
        { cause: stringifyError(error) },
      ),
    );
}

function inWords({ kind, message, sequence }: VerificationFinding): string {
  const place = sequence === undefined ? '' : ` at ${sequence}`;
  return `${kind}${place}: ${message}`;
}
