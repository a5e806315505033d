// SPDX-License-Identifier: Apache-2.0

/** Does some work for each item, so many at a time, in order. */
export async function inParallel<T>(
  atOnce: number,
  items: Iterator<T>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const worker = async () => {
    for (let next = items.next(); !next.done; next = items.next()) {
      await work(next.value);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
