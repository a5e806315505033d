// SPDX-License-Identifier: Apache-2.0
import { ServiceUnavailableError } from '@backstage/errors';
import { timeInId } from '../../database/recordedTime';
import type { SealedEvent } from '../../query/AuditEventReader';
import type { ReadScope } from '../../query/ReadScope';
import type { ArchiveCatalog } from '../files/ArchiveCatalog';
import { isLate, type FileQueries } from './FileQueries';
import { eventOfText, selectById, type EventTextRow } from './selectFromFiles';

/** One event out of the files of the period that the time in its id lies in; undefined when there is none, or none in scope. */
export async function readArchivedEvent(
  {
    catalog,
    queries,
  }: { readonly catalog: ArchiveCatalog; readonly queries: FileQueries },
  id: string,
  scope: ReadScope,
  budgetMs: number,
): Promise<SealedEvent | undefined> {
  const key = id.toLowerCase();
  const recordedAt = timeInId(key);
  if (recordedAt === undefined) {
    return undefined;
  }
  const files = (await catalog.readable()).filter(
    ({ period }) => period.from <= recordedAt && recordedAt < period.to,
  );
  if (files.length === 0) {
    return undefined;
  }
  try {
    const [row] = await queries.select<EventTextRow>(
      files,
      selectById(key, recordedAt, scope),
      { budgetMs },
    );
    return row && { ...eventOfText(row), isArchived: true };
  } catch (error: unknown) {
    if (isLate(error)) {
      throw new ServiceUnavailableError(
        `The archive of ${files[0].period.name}, where the event ${key} would be, is still being fetched; try again in a moment`,
        error,
      );
    }
    throw error;
  }
}
