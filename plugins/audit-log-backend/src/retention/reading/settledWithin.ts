// SPDX-License-Identifier: Apache-2.0

/** Whether work settles within some time, and before the signal is aborted. */
export async function settledWithin(
  work: Promise<unknown>,
  milliseconds: number,
  signal?: AbortSignal,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  let stop: (() => void) | undefined;
  const over = new Promise<boolean>(resolve => {
    stop = () => resolve(false);
    signal?.addEventListener('abort', stop, { once: true });
    if (Number.isFinite(milliseconds)) {
      timer = setTimeout(stop, Math.max(0, milliseconds));
    }
  });
  try {
    return await Promise.race([
      work.then(
        () => true,
        () => true,
      ),
      over,
    ]);
  } finally {
    clearTimeout(timer);
    if (stop) {
      signal?.removeEventListener('abort', stop);
    }
  }
}
