// SPDX-License-Identifier: Apache-2.0
import type { SchedulerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { RetentionRuns } from './RetentionRuns';

/** A run is interrupted then, and gone on with by the next. */
const LONGEST = { days: 2 };
/** Not at once: a backend that starts has other things to do. */
export const FIRST_AFTER_MS = 5 * 60_000;

/** Has runs begin by themselves, on one of the replicas. */
export async function scheduleRuns(options: {
  readonly scheduler: SchedulerService;
  readonly runs: Pick<RetentionRuns, 'start' | 'ended' | 'interrupt'>;
  readonly runEveryMs: number;
}): Promise<void> {
  const { scheduler, runs, runEveryMs } = options;
  await scheduler.scheduleTask({
    id: 'audit-log-retention',
    scope: 'global',
    frequency: { milliseconds: runEveryMs },
    initialDelay: { milliseconds: Math.min(runEveryMs, FIRST_AFTER_MS) },
    timeout: LONGEST,
    fn: signal => runByItself(runs, signal),
  });
}

async function runByItself(
  runs: Pick<RetentionRuns, 'start' | 'ended' | 'interrupt'>,
  signal: AbortSignal,
): Promise<void> {
  let run;
  try {
    run = await runs.start({});
  } catch (error: unknown) {
    if (error instanceof ConflictError) {
      // Somebody has begun one; it does the same.
      return;
    }
    throw error;
  }
  const { id } = run;
  const interrupt = () => runs.interrupt(id);
  signal.addEventListener('abort', interrupt, { once: true });
  if (signal.aborted) {
    interrupt();
  }
  await runs.ended(id);
  signal.removeEventListener('abort', interrupt);
}
