// SPDX-License-Identifier: Apache-2.0

/** As the work, unless that takes longer than so many milliseconds: then rejects, and the work goes on with nobody waiting. */
export async function answerInTime<T>(
  work: Promise<T>,
  milliseconds: number,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error('The store does not answer')),
      milliseconds,
    );
    timer.unref();
  });
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
