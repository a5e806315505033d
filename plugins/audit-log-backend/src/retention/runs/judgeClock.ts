// SPDX-License-Identifier: Apache-2.0
import { isoTime } from '../../database/isoTime';
import type { RunClock } from './RunRecord';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** A portal that was off for longer, or a clock that was set by more, is looked at by somebody before anything is removed. */
export const LONGEST_GAP_MS = 31 * DAY_MS;
/** A clock that is set right goes back by less. */
export const LONGEST_STEP_BACK_MS = HOUR_MS;
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
 * taken as right.
 */
export function judgeClock(
  now: number,
  last: { readonly startedAt: number; readonly clock: RunClock } | undefined,
): ClockJudgement {
  if (!last) {
    return { now };
  }
  const { startedAt: lastRunAt, clock } = last;
  const gap = now - lastRunAt;
  if (gap < -LONGEST_STEP_BACK_MS || gap > LONGEST_GAP_MS) {
    return { now, lastRunAt, doubtedSince: now };
  }
  const { doubtedSince } = clock;
  return doubtedSince === undefined || now - doubtedSince >= SETTLED_AFTER_MS
    ? { now, lastRunAt }
    : { now, lastRunAt, doubtedSince };
}

/** For people, what to do about a time in doubt. */
export function inWords({ now, lastRunAt }: ClockJudgement): string {
  return `It is ${isoTime(
    now,
  )} by the clock of this machine, and the last run was at ${isoTime(
    lastRunAt ?? now,
  )}. Nothing is removed until somebody says that the clock is right, or runs have gone by it for a day`;
}
