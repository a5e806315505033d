// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until the answer is as expected, and gives it; fails with the last answer after a while. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isExpected: (answer: T) => boolean,
  timeoutMs = 10_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (isExpected(answer)) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`Still ${JSON.stringify(answer)} after ${timeoutMs} ms`);
    }
    await sleep(10);
  }
}
