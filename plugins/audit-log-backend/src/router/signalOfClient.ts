// SPDX-License-Identifier: Apache-2.0
import type { Response } from 'express';

/** Aborted once the client goes away before it has its answer: what is done for it can end. */
export function signalOfClient(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    // A response that was sent to its end closes, too.
    if (!response.writableFinished) {
      gone.abort();
    }
  });
  return gone.signal;
}

/** What a piece of work gives, or undefined where it ended without because its client had gone away. */
export async function unlessGone<T>(
  signal: AbortSignal,
  work: Promise<T>,
): Promise<T | undefined> {
  try {
    return await work;
  } catch (error: unknown) {
    if (signal.aborted) {
      return undefined;
    }
    throw error;
  }
}
