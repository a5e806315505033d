// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type {
  AuditEventReader,
  PagePosition,
  ReadPage,
  WindowedSearch,
} from './AuditEventReader';
import type { ReadScope } from './ReadScope';

const BATCH = 2_000;

/** Every event of a search, page by page: the next is read while one is taken. */
export async function* readAllPages(
  reader: Pick<AuditEventReader, 'readPage'>,
  request: {
    readonly search: WindowedSearch;
    readonly scope: ReadScope;
    readonly signal: AbortSignal;
  },
  budgetMs: number,
): AsyncGenerator<readonly AuditEvent[]> {
  const { signal } = request;
  const read = (position?: PagePosition) =>
    reader.readPage({ ...request, limit: BATCH, position, budgetMs });
  let reading: Promise<ReadPage> | undefined = read();
  try {
    while (reading) {
      signal.throwIfAborted();
      const page: ReadPage = await reading;
      const caughtUp = page.items.length === 0 && !page.scannedUntil;
      // The next is read while this one is written.
      reading = caughtUp || !page.next ? undefined : read(page.next);
      if (page.items.length > 0) {
        yield page.items;
      }
    }
  } finally {
    // Whoever stops in the middle leaves it behind.
    reading?.catch(() => {});
  }
}
