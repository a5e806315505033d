// SPDX-License-Identifier: Apache-2.0
import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * Tells for how many milliseconds at a time this process has stood still at most from now on: what a busy machine adds to what is
 * timed, and on another one nothing.
 */
export function watchStandstill(): () => number {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  return () => delay.max / 1_000_000;
}
