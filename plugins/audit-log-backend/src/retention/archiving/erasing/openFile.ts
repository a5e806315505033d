// SPDX-License-Identifier: Apache-2.0
import type { FileState } from '../../../database/archiveTables';
import { readFile, type StoredFile } from '../../files/operations/readFiles';
import { DamagedFileError } from '../../format/DamagedFileError';
import { hashFile } from '../../format/hashFile';
import type { LocalFile } from '../../store/ArchiveStore';
import type { WorkContext } from '../WorkContext';

/** Those in which the archive has the file. */
const PUT: readonly FileState[] = ['written', 'checked', 'archived'];

/** A file as it is now; undefined where there is nothing of it in the archive any more. */
export async function currentFile(
  { knex, dialect }: Pick<WorkContext, 'knex' | 'dialect'>,
  id: string,
): Promise<StoredFile | undefined> {
  try {
    const stored = await readFile(knex, dialect, id);
    const { state, sha256 } = stored.row;
    return state === 'removed' || sha256 === null ? undefined : stored;
  } catch (error: unknown) {
    if ((error as Error).name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  }
}

/**
 * A file as it was written; undefined where it is not there, or is another one, and need not be. Rejects with a DamagedFileError where
 * it should be.
 */
export async function openFile(
  context: Pick<WorkContext, 'knex' | 'dialect' | 'store'>,
  stored: StoredFile,
  signal: AbortSignal,
): Promise<LocalFile | undefined> {
  const { store } = context;
  const { name } = stored.file;
  let local: LocalFile;
  try {
    local = await store.open(name, signal);
  } catch (error: unknown) {
    if ((error as Error).name !== 'NotFoundError') {
      throw error;
    }
    await requireUnneeded(
      context,
      stored,
      `${name} is not in ${store.location}: put it back, so that it can be erased from`,
    );
    return undefined;
  }
  try {
    const { sha256 } = await hashFile(local.path, signal);
    if (sha256 === stored.row.sha256) {
      return local;
    }
    await requireUnneeded(
      context,
      stored,
      `${name} is not what was written: put it back as it was, so that it can be erased from`,
    );
  } catch (error: unknown) {
    local.release(error instanceof DamagedFileError);
    throw error;
  }
  local.release(true);
  return undefined;
}

/** Whoever works on it may have removed it, or put another in its place, since it was read. */
async function requireUnneeded(
  context: Pick<WorkContext, 'knex' | 'dialect'>,
  { row }: StoredFile,
  message: string,
): Promise<void> {
  const now = await currentFile(context, row.id);
  if (now?.row.sha256 === row.sha256 && PUT.includes(now.row.state)) {
    throw new DamagedFileError(message);
  }
}
