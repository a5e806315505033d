// SPDX-License-Identifier: Apache-2.0

/**
 * Waits after so many failures in a row: twice as long with each, and up to half as long by chance, so that replicas do not come
 * back all at once. Ends at once when that is asked for.
 */
export async function retryPause(
  failures: number,
  times: { readonly firstRetryMs: number; readonly longestRetryMs: number },
  signal: AbortSignal,
): Promise<void> {
  const longest = Math.min(
    times.firstRetryMs * 2 ** Math.min(failures - 1, 30),
    times.longestRetryMs,
  );
  await new Promise<void>(resolve => {
    const timer = setTimeout(done, longest * (0.5 + Math.random() / 2));
    timer.unref();
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
