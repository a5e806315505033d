// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';

/**
 * Gives how many milliseconds have passed since, as far as this process has worked in them: on a busy machine it may stand still
 * for long, which is nobody's fault in it.
 */
export function startWorkTime(): () => number {
  const began = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    // Other threads work, too: it is never more than has passed.
    return Math.min(performance.now() - began, (user + system) / 1_000);
  };
}
