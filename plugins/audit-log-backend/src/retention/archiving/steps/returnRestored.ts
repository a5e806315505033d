// SPDX-License-Identifier: Apache-2.0
import { ARCHIVE_TABLES } from '../../../database/archiveTables';
import { SILENCE_MS } from '../../../database/operations/areEventsMoving';
import { advanceFile } from '../../files/operations/advanceFile';
import { readFile, type StoredFile } from '../../files/operations/readFiles';
import { eventIdOf } from '../eventIdOf';
import { isKeptInArchive, notKeptInArchive } from '../keptInArchive';
import { leaveEvents, type LeavingEvents } from '../leaveEvents';
import type { WorkContext } from '../WorkContext';
import { ErasedSinceError, settled } from '../settled';
import type { StepOptions } from '../StepOptions';

/**
 * What becomes of the copies of an archived file in the live table: `restored_by` and `restored_until` say it.
 *
 * | by | until | |
 * | --- | --- | --- |
 * | null | null | there are none |
 * | set | null | they are being copied; `started_at` is the last sign of life |
 * | set | set | they are there until then |
 * | null | set | they are being taken away |
 */
export type Restoration = 'none' | 'restoring' | 'restored' | 'returning';

export function restorationOf({
  row: { restored_by, restored_until },
}: StoredFile): Restoration {
  if (restored_by === null) {
    return restored_until === null ? 'none' : 'returning';
  }
  return restored_until === null ? 'restoring' : 'restored';
}

/**
 * Takes the copies of an archived file out of the live table again, where it is time to, or where whoever made them has died at it.
 * Where something was erased of the live table meanwhile, the file is made anew from them instead. Resolves to whether they have left.
 * Rejects with a WaitingError where the archive has lost the file since: they are the only ones left then.
 */
export async function returnRestored(
  context: WorkContext,
  stored: StoredFile,
  options: StepOptions & { readonly now: number },
): Promise<boolean> {
  const { knex, dialect, onStep } = context;
  const { file, row } = stored;
  if (!mayReturn(stored, options.now)) {
    return false;
  }
  if (!(await isKeptInArchive(context, file, options.signal))) {
    throw notKeptInArchive(context, file);
  }
  if (!(await beginToReturn(context, stored, options.now))) {
    return false;
  }
  await onStep('returning', file);
  const leaving: LeavingEvents = {
    file,
    sequences: file.content!.sequences,
    isLeaving: rows =>
      rows
        .where({ state: 'archived', restored_by: null })
        .whereNotNull('restored_until'),
  };
  await leaveEvents(context, file.period, [leaving], options);
  const begun = (await readFile(knex, dialect, file.id)).row;
  if (begun.state === 'archived' && begun.restored_until !== null) {
    await context.record({
      id: eventIdOf(file.id, 'return', dialect.readTime(begun.restored_until)),
      action: 'archive-write.return',
      severity: 'low',
      meta: {
        file: file.name,
        events: file.content!.events,
        ...(row.restored_by !== null && { restoredBy: row.restored_by }),
      },
    });
  }
  const returned = await knex(ARCHIVE_TABLES.files)
    .where({ id: file.id, state: 'archived', restored_by: null })
    .whereNotNull('restored_until')
    .update({ restored_until: null });
  if (returned !== 1) {
    return false;
  }
  await onStep('returned', file);
  return true;
}

/** Whether it may be time to: of what is being copied its last sign of life has to tell. */
function mayReturn(stored: StoredFile, now: number): boolean {
  const restoration = restorationOf(stored);
  return restoration === 'restored'
    ? stored.file.restoredUntil! <= now
    : restoration !== 'none';
}

async function beginToReturn(
  context: WorkContext,
  stored: StoredFile,
  now: number,
): Promise<boolean> {
  const { knex, dialect } = context;
  const { row, file } = stored;
  const { restored_by } = row;
  switch (restorationOf(stored)) {
    case 'returning':
      return true;
    case 'restoring': {
      // What is there of them is not all: there is nothing to make a file of.
      const taken = await knex(ARCHIVE_TABLES.files)
        .where({ id: file.id, state: 'archived', restored_by })
        .whereNull('restored_until')
        .where('started_at', '<', knex.raw(dialect.timeFromNow(-SILENCE_MS)))
        .update({
          restored_by: null,
          restored_until: dialect.writeTime(now),
          started_at: knex.raw(dialect.timeFromNow(0)),
        });
      return taken === 1;
    }
    case 'restored': {
      const before = { state: 'archived', restored_by } as const;
      try {
        return await settled(context, row, transaction =>
          advanceFile(transaction, file.id, before, {
            restored_by: null,
            started_at: transaction.raw(dialect.timeFromNow(0)),
          }),
        );
      } catch (error: unknown) {
        if (!(error instanceof ErasedSinceError)) {
          throw error;
        }
        await advanceFile(knex, file.id, before, {
          state: 'writing',
          archived_at: null,
          restored_by: null,
          restored_until: null,
        });
        return false;
      }
    }
    default:
      return false;
  }
}
