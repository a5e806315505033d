// SPDX-License-Identifier: Apache-2.0
import type { Journal } from '../Journal';
import type { JournalBatch, Lost } from '../JournalEntry';

/** How much is read at a time. */
export const MOST = { entries: 1_000, bytes: 1_000_000 };

/** Reads a journal until it is empty. */
export async function readAll(
  journal: Journal,
  most: typeof MOST = MOST,
): Promise<{
  /** Of JSON. */
  readonly contents: any[];
  readonly lost: readonly Lost[];
}> {
  const batches: JournalBatch[] = [];
  for (;;) {
    const batch = await journal.read(most);
    if (!batch) {
      return {
        contents: batches.flatMap(({ entries }) =>
          entries.map(({ content }) => JSON.parse(content)),
        ),
        lost: batches.flatMap(({ lost }) => lost),
      };
    }
    batches.push(batch);
    await journal.done();
  }
}

export const contentsOf = async (journal: Journal): Promise<any[]> =>
  (await readAll(journal)).contents;
