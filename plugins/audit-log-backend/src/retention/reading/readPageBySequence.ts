// SPDX-License-Identifier: Apache-2.0
import type {
  AuditEventReader,
  BatchPage,
  PageRequest,
} from '../../query/AuditEventReader';
import { batchOfEvents } from '../../query/batchOfEvents';
import { leftFor } from './leftFor';
import { readSequenced } from './readSequenced';
import { sequencesOf } from './ReadableFile';

/** A page in the ledger's own order. There is always a next position, good for asking again later. */
export async function readPageBySequence(
  context: Parameters<typeof readSequenced>[0] & {
    /** What reads pages of the live table. */
    readonly page: Pick<AuditEventReader, 'readBatch'>;
  },
  request: PageRequest,
  budgetMs: number,
): Promise<BatchPage> {
  const { position } = request;
  const after = position?.by === 'sequence' ? position.sequence : -1;
  const isBehindFiles = async () =>
    (await context.catalog.readable()).every(
      file => sequencesOf(file).to <= after + 1,
    );
  if (
    (await isBehindFiles()) &&
    !(await context.runs.current()).next(after + 1)
  ) {
    // Whoever follows the ledger at its end.
    const page = await context.page.readBatch({ ...request, budgetMs });
    // That may have taken long, and what has left the live table by now has been in files for some time.
    if (await isBehindFiles()) {
      return page;
    }
  }
  const { events, seen, scannedUntil, archived, opened } = await readSequenced(
    context,
    { ...request, after },
    budgetMs,
  );
  const left = (await context.catalog.readable()).filter(
    file => sequencesOf(file).from > seen && !opened.has(file.id),
  );
  return {
    batch: batchOfEvents(events.map(({ event }) => event)),
    next: { by: 'sequence', sequence: seen },
    scannedUntil,
    archive:
      opened.size > 0 || (scannedUntil !== undefined && left.length > 0)
        ? {
            ids: events.flatMap(({ sequence, event }) =>
              archived.has(sequence) ? event.id : [],
            ),
            ...leftFor(request.scope, left),
          }
        : undefined,
  };
}
