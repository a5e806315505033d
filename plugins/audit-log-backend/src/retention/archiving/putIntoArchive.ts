// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArchiveFile } from '../files/ArchiveFile';
import { hashFile } from '../format/hashFile';
import { WaitingError } from './WaitingError';
import type { WorkContext } from './WorkContext';

/** Puts a text into the archive. Rejects as `putOwn` does. */
export async function putText(
  context: WorkContext,
  file: Pick<ArchiveFile, 'id'>,
  name: string,
  text: string,
  superseded?: readonly string[],
): Promise<void> {
  const local = await localPath(context, file);
  try {
    await writeFile(local, text, { flush: true });
    await putOwn(context, name, local, superseded);
  } finally {
    await rm(local, { force: true });
  }
}

/**
 * Puts a file into the archive. Rejects with a WaitingError where another of this name is, unless that has one of the hashes that are
 * given: SHA-256, hexadecimal, of what is ours and gives way.
 */
export async function putOwn(
  context: WorkContext,
  name: string,
  path: string,
  superseded: readonly string[] = [],
): Promise<void> {
  const { store } = context;
  try {
    await store.put(name, path);
  } catch (error: unknown) {
    if ((error as Error).name !== 'ConflictError') {
      throw error;
    }
    if (
      superseded.length === 0 ||
      !superseded.includes(await hashInStore(context, name))
    ) {
      throw foreign(context, name);
    }
    await store.remove(name);
    await putOwn(context, name, path);
  }
}

/** A file of the archive has a name of ours, and is not ours. */
export function foreign({ store }: WorkContext, name: string): WaitingError {
  return new WaitingError(
    `${store.location} has another file ${name}, which this ledger has not written: it may be the archive of another portal, or a copy. Nothing of it is changed. Name another place in auditLog.archive, or move that file away`,
  );
}

/** SHA-256 of a file in the archive, hexadecimal. */
export async function hashInStore(
  { store }: Pick<WorkContext, 'store'>,
  name: string,
  signal?: AbortSignal,
): Promise<string> {
  const local = await store.open(name, signal);
  try {
    return (await hashFile(local.path, signal)).sha256;
  } finally {
    local.release();
  }
}

/** A path for a file of the archive while it is made. What a process that died has left of it is deleted. */
export async function localPath(
  { directory }: WorkContext,
  { id }: Pick<ArchiveFile, 'id'>,
): Promise<string> {
  await mkdir(directory, { recursive: true });
  const mine = `archiving-${id}-`;
  for (const name of await readdir(directory)) {
    if (name.startsWith(mine)) {
      await rm(join(directory, name), { force: true });
    }
  }
  return join(directory, `${mine}${randomUUID()}`);
}
