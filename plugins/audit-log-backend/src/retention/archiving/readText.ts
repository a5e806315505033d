// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
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
  } finally {
    local.release();
  }
}
