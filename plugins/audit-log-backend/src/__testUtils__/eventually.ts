// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';

/** Patience, not a promise: a busy machine takes its time, and where all is well nobody waits for it. */
const PATIENCE_MS = 60_000;

/** Asks until the answer is as expected, and gives it; fails with the last answer, or error, after a while. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isExpected: (answer: T) => boolean,
  timeoutMs = PATIENCE_MS,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const last = await ask().then(
      answer => ({ answer, expected: isExpected(answer) }),
      (error: unknown) => ({ error: String(error), expected: false as const }),
    );
    if (last.expected) {
      return last.answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`Still ${JSON.stringify(last)} after ${timeoutMs} ms`);
    }
    await sleep(10);
  }
}
