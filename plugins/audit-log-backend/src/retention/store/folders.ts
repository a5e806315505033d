// SPDX-License-Identifier: Apache-2.0
import type { Stats } from 'node:fs';
import { lstat, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from '../../database/errorCode';
import { flush } from '../../files/durableFiles';
import { ArchiveUnavailableError } from './ArchiveUnavailableError';

const MODE = 0o700;

/** Creates the directory of an archive unless it is there. Where what it is to be in is missing too, a volume may not be mounted: rejects with ENOENT. */
export async function createRoot(root: string): Promise<void> {
  await createFolder(root);
  if (!(await stat(root)).isDirectory()) {
    throw refused(root, 'a file is where its directory should be');
  }
}

/** Creates a folder in an archive, and those it is in, each durable before there is anything in it. */
export async function createFolders(root: string, name: string): Promise<void> {
  let folder = root;
  for (const part of name === '.' ? [] : name.split('/')) {
    folder = join(folder, part);
    await createFolder(folder);
    requireFolder(root, folder, await lstat(folder));
  }
}

/**
 * The path of a file of an archive; undefined where there is none. Rejects where something else has its name, or where a symbolic link leads
 * to it: what it leads to may be anything. Rejects with ENOENT when there is no archive.
 */
export async function findFile(
  root: string,
  name: string,
): Promise<string | undefined> {
  await stat(root);
  let path = root;
  const folders = name.split('/');
  const file = folders.pop()!;
  for (const part of folders) {
    path = join(path, part);
    const found = await look(path);
    if (found === undefined) {
      return undefined;
    }
    requireFolder(root, path, found);
  }
  path = join(path, file);
  const found = await look(path);
  if (found !== undefined && !found.isFile()) {
    throw refused(
      root,
      `${kindOf(found)} is at ${path}, where a file should be`,
    );
  }
  return found && path;
}

async function createFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: MODE });
  } catch (error: unknown) {
    if (errorCode(error) === 'EEXIST') {
      return;
    }
    throw error;
  }
  await flush(dirname(path));
}

async function look(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error: unknown) {
    if (errorCode(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

function requireFolder(root: string, path: string, found: Stats): void {
  if (!found.isDirectory()) {
    throw refused(
      root,
      `${kindOf(found)} is at ${path}, where a directory should be`,
    );
  }
}

function kindOf(found: Stats): string {
  if (found.isSymbolicLink()) {
    return 'a symbolic link';
  }
  return found.isDirectory() ? 'a directory' : 'a file, or a device,';
}

function refused(root: string, what: string): ArchiveUnavailableError {
  return new ArchiveUnavailableError(
    `The archive in ${root} cannot be used: ${what}. Move it away`,
  );
}
