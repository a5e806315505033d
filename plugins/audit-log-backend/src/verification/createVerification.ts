// SPDX-License-Identifier: Apache-2.0
import type { SchedulerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { Sealing } from '../sealing/createSealing';
import {
  VerificationRuns,
  type VerificationRunsOptions,
} from './runs/VerificationRuns';

/** A run by itself takes a quarter of a core: a hundred million events are done in some hours. */
const LONGEST = { days: 2 };

/** Runs of verification, and the one that begins by itself from time to time, on one of the replicas. */
export interface LedgerVerification {
  readonly verifications: VerificationRuns;
  start(): Promise<void>;
  /** Ends what is under way. */
  stop(): Promise<void>;
}

export function createVerification(
  options: Omit<VerificationRunsOptions, 'sealing'> & {
    readonly scheduler: SchedulerService;
    readonly sealing: Sealing;
  },
): LedgerVerification {
  const { auditLog, scheduler, sealing } = options;
  const verifications = VerificationRuns.create(options);
  return {
    verifications,
    async start() {
      if (sealing.verifyEveryMs === 0) {
        return;
      }
      await scheduler.scheduleTask({
        id: 'verify-ledger',
        scope: 'global',
        frequency: { milliseconds: sealing.verifyEveryMs },
        // Not at once: a backend that starts has other things to do.
        initialDelay: { milliseconds: Math.min(sealing.verifyEveryMs, 60_000) },
        timeout: LONGEST,
        fn: signal => runByItself(verifications, auditLog, signal),
      });
    },
    stop: () => verifications.close(),
  };
}

async function runByItself(
  verifications: VerificationRuns,
  auditLog: VerificationRunsOptions['auditLog'],
  signal: AbortSignal,
): Promise<void> {
  let run;
  try {
    run = await verifications.start({});
  } catch (error: unknown) {
    if (error instanceof ConflictError) {
      // Somebody has begun one; it finds the same.
      return;
    }
    throw error;
  }
  const { id, from, to } = run;
  signal.addEventListener('abort', () => verifications.interrupt(id), {
    once: true,
  });
  await auditLog.record({
    action: 'ledger-verify.start',
    meta: { verification: id, from, to },
  });
  await verifications.ended(id);
}
