// SPDX-License-Identifier: Apache-2.0
import type { ArchiveFileRow } from '../../../database/archiveTables';
import type { ArchiveFile } from '../../files/ArchiveFile';
import { fileNames } from '../../files/fileNames';
import { changeLeftovers } from '../../files/operations/changeLeftovers';
import type { StoredFile } from '../../files/operations/readFiles';
import type { FileErasureRequest } from '../ArchiveErasure';
import type { WorkContext } from '../WorkContext';

/** The transaction was taken back before it was to be committed. */
class Refusal extends Error {}

function refuse(cause?: unknown): never {
  throw new Refusal('The file is not replaced', { cause });
}

/** A file that is to be in the place of another one, without what is to be erased. */
export interface Successor {
  readonly successor: ArchiveFile;
  /** As it lies in the archive. */
  readonly manifest: string;
  /** How many events something was erased of. */
  readonly events: number;
}

/** Whether a file is as it was read: nobody has begun to remove it, or put another in its place. */
export function isStill(
  now: ArchiveFileRow,
  { sha256 }: Pick<ArchiveFileRow, 'sha256'>,
): boolean {
  return now.state === 'archived' && now.sha256 === sha256;
}

/**
 * Puts a file, which is noted and lies in the archive, in the place of another one, and counts how many events something was erased
 * of, in one transaction. Resolves to false where somebody else has changed the other one meanwhile: then this one is removed.
 */
export async function replaceFile(
  context: WorkContext,
  { file, row }: StoredFile,
  by: Successor,
  { id, onErased }: FileErasureRequest,
): Promise<boolean> {
  const { knex, onStep } = context;
  const { name, content } = by.successor;
  try {
    await knex.transaction(async transaction => {
      await onErased(transaction, by.events).catch(refuse);
      const isReplaced = await changeLeftovers(
        transaction,
        file.id,
        (now, leftovers) => {
          const isOurs = leftovers.some(
            one => one.name === name && !one.isLeft,
          );
          return isStill(now, row) && isOurs
            ? {
                leftovers: [
                  ...leftovers.filter(one => one.name !== name),
                  { name: file.name, erasure: id, isLeft: true },
                ],
                values: {
                  name,
                  sha256: content!.sha256,
                  bytes: content!.bytes,
                  manifest: by.manifest,
                },
              }
            : undefined;
        },
      );
      if (!isReplaced) {
        refuse();
      }
    });
  } catch (error: unknown) {
    if (!(error instanceof Refusal)) {
      // It may have been committed all the same, by a database whose answer was lost.
      throw error;
    }
    await removeRefused(context, by.successor);
    if (error.cause !== undefined) {
      throw error.cause;
    }
    return false;
  }
  await onStep('replaced', by.successor);
  return true;
}

/**
 * Removes what will never be a file. Who has gone on with the erasure may have looked for it before all of it was put there, and does
 * not look again.
 */
export async function removeRefused(
  { store, logger }: WorkContext,
  successor: ArchiveFile,
): Promise<void> {
  const { events, manifest } = fileNames(successor);
  try {
    await store.remove(events);
    await store.remove(manifest);
  } catch (error: unknown) {
    logger.info(
      `${events}, which did not become a file, could not be removed`,
      {
        cause: String(error),
      },
    );
  }
}
