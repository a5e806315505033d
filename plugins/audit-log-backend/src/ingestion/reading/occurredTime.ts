// SPDX-License-Identifier: Apache-2.0
import { accepted, type Reading, rejected } from './Rejection';

/** As far as clocks differ. */
const MOST_AHEAD_MS = 5 * 60_000;
/** Readers of the log allow for events that come this late. */
const MOST_LATE_MS = 7 * 24 * 60 * 60_000;

/** When an event occurred, as epoch milliseconds, given in RFC 3339 or not at all. */
export function occurredTime(
  given: string | undefined,
  now: number,
): Reading<number> {
  if (given === undefined) {
    return accepted(now);
  }
  const time = Date.parse(given);
  const clock = `now it is ${new Date(now).toISOString()} here`;
  if (!(time <= now + MOST_AHEAD_MS)) {
    return rejected(
      'future',
      `occurredAt: is more than five minutes ahead, ${given}; ${clock}`,
    );
  }
  if (time < now - MOST_LATE_MS) {
    return rejected(
      'late',
      `occurredAt: is more than seven days ago, ${given}; ${clock}`,
    );
  }
  return accepted(time);
}
