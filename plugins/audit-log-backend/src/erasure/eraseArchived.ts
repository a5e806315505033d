// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { newEventId } from 'backstage-plugin-audit-log-node';
import type { ArchiveErasure } from '../retention/archiving/ArchiveErasure';
import { erasableOf, type ErasureContext } from './eraseCandidates';
import {
  addArchived,
  endArchive,
  endFiles,
  setWaiting,
} from './operations/archivePhase';
import type { UnfinishedErasure } from './operations/erasureRows';
import { Person } from './Person';

const RETRY_MS = 60_000;

/**
 * Erases what an erasure that is done with the live table has in the archive, however often that has to be tried. Gives the erasure as
 * it goes on from there.
 */
export async function eraseArchived(
  context: ErasureContext & {
    readonly logger: Pick<LoggerService, 'info'>;
    readonly archive: ArchiveErasure;
    readonly archiveRetryMs?: number;
  },
  erasure: UnfinishedErasure,
  signal: AbortSignal,
): Promise<UnfinishedErasure> {
  const { knex, dialect, logger, archiveRetryMs = RETRY_MS } = context;
  const { id, state } = erasure;
  if (state.isArchiveDone) {
    return erasure;
  }
  const person = Person.parse(erasure.person);
  const erasing = context.archive.begin({
    id,
    words: person.pieces,
    erase: sealed =>
      Date.parse(sealed.event.recordedAt) < state.before!
        ? erasableOf(context, sealed, person, id)
        : undefined,
    onErased: (transaction, events) =>
      addArchived(transaction, dialect, erasure, events),
    signal,
  });
  let told: string | undefined;
  for (;;) {
    const { waiting, isRestorable } = await erasing.pass();
    if (isRestorable) {
      await endFiles(knex, dialect, erasure);
    }
    if (waiting.length === 0) {
      break;
    }
    await setWaiting(knex, erasure, waiting);
    if (told !== waiting.join()) {
      told = waiting.join();
      logger.info(
        `The erasure ${id} waits, and goes on by itself: ${waiting.join('; ')}`,
      );
    }
    await sleep(archiveRetryMs, undefined, { signal });
  }
  const after = await endArchive(knex, erasure, newEventId());
  return { ...erasure, state: after };
}
