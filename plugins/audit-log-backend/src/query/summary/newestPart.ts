// SPDX-License-Identifier: Apache-2.0
import { StatementTimeoutError } from '../operations/runBounded';

export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Of a window that takes too long, the newest part of this size is tried next. */
const SHRINK = 8;

/**
 * What a query gives for a window or, when that takes too long, for the newest part of it that can be had in time. Each
 * attempt may take half of the time that is left.
 */
export async function newestPart<TRow>(
  window: Window,
  deadline: number,
  query: (window: Window, timeoutMs: number) => Promise<readonly TRow[]>,
): Promise<{ readonly result: readonly TRow[]; readonly whole: boolean }> {
  let { from } = window;
  for (;;) {
    const remaining = deadline - Date.now();
    if (remaining < 1) {
      return { result: [], whole: false };
    }
    try {
      const result = await query({ from, to: window.to }, remaining / 2);
      return { result, whole: from === window.from };
    } catch (error: unknown) {
      if (!(error instanceof StatementTimeoutError)) {
        throw error;
      }
      from = window.to - Math.ceil((window.to - from) / SHRINK);
    }
  }
}
