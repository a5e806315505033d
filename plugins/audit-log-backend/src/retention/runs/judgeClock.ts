// SPDX-License-Identifier: Apache-2.0
import { isoTime } from '../../database/isoTime';
import type { RunClock } from './RunRecord';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** A portal that was off for longer, or a clock that was set by more, is looked at by somebody before anything is removed. */
export const LONGEST_GAP_MS = 31 * DAY_MS;
/** A clock that is set right goes back by less. */
export const LONGEST_STEP_BACK_MS = HOUR_MS;
/**
 * Runs are not further apart, while the portal is not off. A clock that is ahead by more than this cannot take the delay away in which a
 * change can be cancelled, whatever is removed by it otherwise.
 */
export const USUAL_GAP_MS = 2 * DAY_MS;
/** A day, less what a daily run may begin earlier than the one before. */
export const SETTLED_AFTER_MS = DAY_MS - HOUR_MS;

/** What is thought of a time. Times are epoch milliseconds. */
export interface ClockJudgement extends RunClock {
  readonly now: number;
  readonly lastRunAt?: number;
}

/**
 * Judges the time by that of the last run. What is removed is gone: a clock that is years ahead for a moment must not do it. A time
 * that does not fit is in doubt, and so are those that follow it until a day has gone by in which all of them fitted, when it is
 * taken as right. A time that fits, and is more than a usual gap later, has leapt: for a day it is right for everything but for a change
 * to take effect by it.
 */
export function judgeClock(
  now: number,
  last: { readonly startedAt: number; readonly clock: RunClock } | undefined,
  usualGapMs = USUAL_GAP_MS,
): ClockJudgement {
  if (!last) {
    return { now };
  }
  const { startedAt: lastRunAt, clock } = last;
  const gap = now - lastRunAt;
  const isDoubted = gap < -LONGEST_STEP_BACK_MS || gap > LONGEST_GAP_MS;
  const doubtedSince = isDoubted ? now : untilSettled(now, clock.doubtedSince);
  const leaptAt =
    isDoubted || gap > usualGapMs ? now : untilSettled(now, clock.leaptAt);
  return {
    now,
    lastRunAt,
    ...(doubtedSince !== undefined && { doubtedSince }),
    ...(leaptAt !== undefined && { leaptAt }),
  };
}

function untilSettled(
  now: number,
  since: number | undefined,
): number | undefined {
  return since === undefined || now - since >= SETTLED_AFTER_MS
    ? undefined
    : since;
}

/** For people, what to do about a time in doubt. */
export function inWords({ now, lastRunAt }: ClockJudgement): string {
  return `It is ${isoTime(
    now,
  )} by the clock of this machine, and the last run was at ${isoTime(
    lastRunAt ?? now,
  )}. Nothing is removed until somebody says that the clock is right, or runs have gone by it for a day`;
}
