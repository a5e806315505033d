// SPDX-License-Identifier: Apache-2.0
import type { Uses } from './Uses';

/** Does some work, and closes what was used for it, the last one first, however it ends. */
export async function withUses<T>(
  work: (uses: Uses) => Promise<T>,
): Promise<T> {
  const closing: (() => Promise<unknown>)[] = [];
  try {
    return await work({
      use(resource, close) {
        closing.push(() => close(resource));
        return resource;
      },
    });
  } finally {
    for (const close of closing.reverse()) {
      await close();
    }
  }
}
