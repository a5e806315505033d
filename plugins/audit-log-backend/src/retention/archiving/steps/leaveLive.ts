// SPDX-License-Identifier: Apache-2.0
import type { Period } from '../../files/ArchiveFile';
import { fileTitle } from '../../files/fileNames';
import { advanceFile } from '../../files/operations/advanceFile';
import { readFile, type StoredFile } from '../../files/operations/readFiles';
import { eventIdOf } from '../eventIdOf';
import { isKeptInArchive, notKeptInArchive } from '../keptInArchive';
import { leaveEvents } from '../leaveEvents';
import { ErasedSinceError, settled } from '../settled';
import { WaitingError } from '../WaitingError';
import type { WorkContext } from '../WorkContext';
import type { StepOptions } from '../StepOptions';

/**
 * Takes the events of files of one period that are `checked` out of the live table, and makes them `archived`. Resolves with those
 * that are.
 *
 * A file that was written before something was erased from the live table would bring it back: it becomes `writing` again, and so does
 * one that the archive has lost. From the moment that the events begin to leave, which is noted in `archived_at`, erasures wait until
 * they have.
 */
export async function leaveLive(
  context: WorkContext,
  period: Period,
  files: readonly StoredFile[],
  options: StepOptions & { readonly now: number },
): Promise<readonly StoredFile[]> {
  const { knex, dialect, onStep } = context;
  const leaving: StoredFile[] = [];
  for (const stored of files) {
    if (await beginToLeave(context, stored, options)) {
      leaving.push(stored);
      await onStep('leaving', stored.file);
    }
  }
  if (leaving.length === 0) {
    return [];
  }
  await leaveEvents(
    context,
    period,
    leaving.map(({ file, row: { sha256 } }) => ({
      file,
      sequences: file.content!.sequences,
      isLeaving: rows =>
        rows.where({ state: 'checked', sha256 }).whereNotNull('archived_at'),
    })),
    options,
  );
  const archived: StoredFile[] = [];
  for (const stored of leaving) {
    const { file } = stored;
    const { events, sha256 } = file.content!;
    const { row } = await readFile(knex, dialect, file.id);
    if (row.state === 'checked' && row.archived_at !== null) {
      await context.record({
        id: eventIdOf(file.id, 'archive', dialect.readTime(row.archived_at)),
        action: 'archive-write.archive',
        severity: 'low',
        meta: {
          file: file.name,
          period: period.name,
          class: file.class,
          events,
          sha256,
        },
      });
    }
    const isDone = await advanceFile(
      knex,
      file.id,
      { state: 'checked', sha256 },
      {
        state: 'archived',
        archived_at: dialect.writeTime(options.now),
        superseded: null,
      },
    );
    if (isDone) {
      archived.push(stored);
      await onStep('archived', file);
    }
  }
  return archived;
}

/**
 * False where it has to be written again. Rejects with a WaitingError while something is being erased, and where some of its events have
 * left and the archive has lost it since.
 */
async function beginToLeave(
  context: WorkContext,
  { file, row }: StoredFile,
  { now, signal }: StepOptions & { readonly now: number },
): Promise<boolean> {
  const { knex, dialect } = context;
  const isKept = await isKeptInArchive(context, file, signal);
  if (row.archived_at !== null) {
    // It has begun before, and erasures have waited since.
    if (!isKept) {
      throw notKeptInArchive(context, file);
    }
    return true;
  }
  const writeAgain = async () => {
    await advanceFile(
      knex,
      file.id,
      { state: 'checked', sha256: row.sha256 },
      { state: 'writing' },
    );
    return false;
  };
  if (!isKept) {
    return writeAgain();
  }
  return settled(context, row, async transaction =>
    advanceFile(
      transaction,
      file.id,
      { state: 'checked', sha256: row.sha256 },
      { archived_at: dialect.writeTime(now) },
    ),
  ).catch(async (error: unknown) => {
    if (error instanceof ErasedSinceError) {
      return writeAgain();
    }
    if (error instanceof WaitingError) {
      throw new WaitingError(`${fileTitle(file)}: ${error.message}`);
    }
    throw error;
  });
}
