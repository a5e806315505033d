// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { NotFoundError } from '@backstage/errors';
import { errorCode } from '../../database/errorCode';
import type { ArchiveStore } from '../store/ArchiveStore';

/** The text of a small file of the archive. Rejects as `ArchiveStore.open` does. */
export async function readText(
  store: Pick<ArchiveStore, 'open'>,
  name: string,
  signal?: AbortSignal,
): Promise<string> {
  const local = await store.open(name, signal);
  try {
    return await readFile(local.path, 'utf8');
  } catch (error: unknown) {
    // A directory gives the file itself, which may go before it is read.
    throw errorCode(error) === 'ENOENT'
      ? new NotFoundError(`${name} was removed while it was read`, error)
      : error;
  } finally {
    local.release();
  }
}
