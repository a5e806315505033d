// SPDX-License-Identifier: Apache-2.0
import type { Values } from '../measuring/Measurement';
import { percentile } from '../measuring/statistics';
import { AT_LEAST, ENOUGH_MS } from './timed';

/**
 * Does something for each item in several ways, one right after the other, each way first in its turn: so that none finds warm what
 * another has read from disk more often than the others do, and all meet the same weather. Gives percentiles of the milliseconds
 * that each way took, `<way> p50` and `<way> p95`.
 */
export async function timedInTurn<T>(
  items: readonly T[],
  ways: Readonly<Record<string, (item: T) => Promise<unknown>>>,
): Promise<Values> {
  const inOrder = Object.entries(ways);
  const times = new Map<string, number[]>(inOrder.map(([way]) => [way, []]));
  let total = 0;
  for (const [index, item] of items.entries()) {
    for (const turn of inOrder.keys()) {
      const [way, work] = inOrder[(index + turn) % inOrder.length];
      const begun = performance.now();
      await work(item);
      const time = performance.now() - begun;
      times.get(way)!.push(time);
      total += time;
    }
    if (total > ENOUGH_MS * inOrder.length && index + 1 >= AT_LEAST) {
      break;
    }
  }
  return Object.fromEntries(
    [...times].flatMap(([way, taken]) => [
      [`${way} p50`, percentile(taken, 50)],
      [`${way} p95`, percentile(taken, 95)],
    ]),
  );
}
