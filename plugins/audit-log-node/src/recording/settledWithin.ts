// SPDX-License-Identifier: Apache-2.0

/** Resolves when all promises have settled, whichever way, or when the time is up. Never rejects. */
export async function settledWithin(
  milliseconds: number,
  promises: readonly Promise<unknown>[],
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<void>(resolve => {
    timer = setTimeout(resolve, milliseconds);
    timer.unref();
  });
  await Promise.race([Promise.allSettled(promises), timeUp]);
  clearTimeout(timer);
}
