// SPDX-License-Identifier: Apache-2.0
import type {
  AuditEventReader,
  BatchPage,
  PagePosition,
  WindowedSearch,
} from './AuditEventReader';
import type { EventBatch } from './EventBatch';
import type { ReadScope } from './ReadScope';

/** So many that finding where the next begins takes little of the time, and that SQLite holds up nothing else for much longer than 10 ms. */
const BATCH = 2_000;

/** Every event of a search, page by page: the next is read while one is taken. */
export async function* readAllPages(
  reader: Pick<AuditEventReader, 'readBatch'>,
  request: {
    readonly search: WindowedSearch;
    readonly scope: ReadScope;
    readonly signal: AbortSignal;
  },
  budgetMs: number,
): AsyncGenerator<EventBatch> {
  const { signal } = request;
  const read = (position?: PagePosition) =>
    reader.readBatch({ ...request, limit: BATCH, position, budgetMs });
  let reading: Promise<BatchPage> | undefined = read();
  try {
    while (reading) {
      signal.throwIfAborted();
      const page: BatchPage = await reading;
      const caughtUp = page.batch.length === 0 && !page.scannedUntil;
      // The next is read while this one is written.
      reading = caughtUp || !page.next ? undefined : read(page.next);
      if (page.batch.length > 0) {
        yield page.batch;
      }
    }
  } finally {
    // Whoever stops in the middle leaves it behind.
    reading?.catch(() => {});
  }
}
