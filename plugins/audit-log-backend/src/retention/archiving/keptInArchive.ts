// SPDX-License-Identifier: Apache-2.0
import type { ArchiveFile } from '../files/ArchiveFile';
import { hashFile } from '../format/hashFile';
import { WaitingError } from './WaitingError';
import type { WorkContext } from './WorkContext';

/**
 * Whether the archive still has a file as it was written. Asked before events leave the live table, since the file may have been read
 * back by another run, long ago, and is the only copy of them from then on.
 */
export async function isKeptInArchive(
  context: Pick<WorkContext, 'store'>,
  { name, content }: Pick<ArchiveFile, 'name' | 'content'>,
  signal: AbortSignal,
): Promise<boolean> {
  const { store } = context;
  // A copy that was fetched before tells nothing of whether it is there.
  if ((await store.size(name)) === undefined) {
    return false;
  }
  const local = await store.open(name, signal);
  let isKept = false;
  try {
    isKept = (await hashFile(local.path, signal)).sha256 === content!.sha256;
  } finally {
    local.release(!isKept);
  }
  return isKept;
}

/** What to do where it has not. */
export function notKeptInArchive(
  { store }: Pick<WorkContext, 'store'>,
  { name }: Pick<ArchiveFile, 'name'>,
): WaitingError {
  return new WaitingError(
    `${name} is not in ${store.location} as it was written: put it back. Until then what the live table has of its events stays there`,
  );
}
