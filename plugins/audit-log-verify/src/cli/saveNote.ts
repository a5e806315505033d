// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from './usage';

/**
 * Saves a note in the place of what was in a file. At any moment the file has the one or the other as a whole, also when the disk is
 * full, the process is ended or the machine goes out: an auditor has nothing else to compare with.
 */
export async function saveNote(file: string, note: string): Promise<void> {
  try {
    await replace(await targetOf(file), note);
  } catch (error) {
    throw new UsageError(
      `${file} cannot be written: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

/** The file itself, where a link leads to it: the link stays. */
async function targetOf(file: string): Promise<string> {
  return realpath(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') {
      return file;
    }
    throw error;
  });
}

async function replace(file: string, note: string): Promise<void> {
  const before = await stat(file).catch(() => undefined);
  if (before !== undefined && !before.isFile()) {
    // A device or a pipe, which keeps nothing that could be lost.
    await writeFile(file, note);
    return;
  }
  const beside = `${file}.${randomUUID()}`;
  try {
    const handle = await open(beside, 'wx', before && before.mode % 0o1000);
    try {
      await handle.writeFile(note);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  await syncDirectory(dirname(file));
}

/** So that the new name outlives the machine, where the system lets directories be opened. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory).catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
