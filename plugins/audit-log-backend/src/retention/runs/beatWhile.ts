// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';

const BEAT_MS = 1_000;

/** Gives a sign of life every second, until it is stopped. */
export function beatWhile(beat: () => Promise<void>): {
  /** Resolves when the last one has been given. */
  stop(): Promise<void>;
} {
  const over = new AbortController();
  const { signal } = over;
  const beating = (async () => {
    while (!signal.aborted) {
      await sleep(BEAT_MS, undefined, { signal, ref: false }).catch(() => {});
      if (!signal.aborted) {
        await beat().catch(() => {
          // The work itself finds out that the database is away.
        });
      }
    }
  })();
  return {
    stop: async () => {
      over.abort();
      await beating;
    },
  };
}
