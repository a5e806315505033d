// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';

/** Milliseconds by whichever clock is ahead: one may be set, and the other stands still while the machine sleeps. */
export function eitherClock(): number {
  return Math.max(Date.now(), performance.timeOrigin + performance.now());
}
