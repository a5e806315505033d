// SPDX-License-Identifier: Apache-2.0
import { link, lstat, open, rename } from 'node:fs/promises';
import { errorCode } from '../database/errorCode';

/** What a file system says that has no hard links. */
const NO_LINKS = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
]);
/** What is said where directories cannot be flushed, as on Windows, or not by this user. */
const NO_FLUSH = new Set([
  'EACCES',
  'EISDIR',
  'EPERM',
  'EINVAL',
  'ENOTSUP',
  'EBADF',
]);

/** Resolves once the content of a file, or the names in a directory, are on the disk. */
export async function flush(path: string): Promise<void> {
  const isDirectory = (await lstat(path)).isDirectory();
  try {
    const file = await open(path, isDirectory ? 'r' : 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error: unknown) {
    if (!isDirectory || !NO_FLUSH.has(errorCode(error))) {
      throw error;
    }
  }
}

/** Rejects with the error of the file system where a file cannot be read. */
export async function requireReadable(path: string): Promise<void> {
  await (await open(path, 'r')).close();
}

/** Writes a new file that others of this machine cannot read, and resolves once it is on the disk. */
export async function writeNew(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Gives a file another name, unless something has that: then nothing is done, and it is false. Of two that do so at once, one
 * does; but on file systems without hard links, both may.
 */
export async function nameOnce(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error: unknown) {
    if (errorCode(error) === 'EEXIST') {
      return false;
    }
    if (!NO_LINKS.has(errorCode(error))) {
      throw error;
    }
  }
  if (await exists(to)) {
    return false;
  }
  await rename(from, to);
  return true;
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error: unknown) {
    if (errorCode(error) === 'ENOENT') {
      return false;
    }
    throw error;
  }
}
