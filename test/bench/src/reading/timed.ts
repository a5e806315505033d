// SPDX-License-Identifier: Apache-2.0
import type { Values } from '../measuring/Measurement';
import { percentile } from '../measuring/statistics';

/** What is slow is not done for all items: some of them say as much, and a round comes to its end. */
export const ENOUGH_MS = 3_000;
export const AT_LEAST = 3;

/** Does something for each item, one after the other; gives percentiles of the milliseconds it took. */
export async function timed<T>(
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<Values> {
  const times: number[] = [];
  let total = 0;
  for (const item of items) {
    const begun = performance.now();
    await work(item);
    const time = performance.now() - begun;
    times.push(time);
    total += time;
    if (total > ENOUGH_MS && times.length >= AT_LEAST) {
      break;
    }
  }
  return {
    p50: percentile(times, 50),
    p95: percentile(times, 95),
    highest: Math.max(...times),
  };
}
