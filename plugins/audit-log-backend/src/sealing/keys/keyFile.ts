// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '@backstage/errors';
import { flush, writeNew } from '../../files/durableFiles';

/** What others than owner and group may do, and what the group must not. */
const OTHERS = 0o007;
const WRITING_BY_GROUP = 0o020;
const WRITING_BY_OTHERS = 0o002;
const STICKY = 0o1000;

/**
 * The text of a key file, made by `generate` where there is none. Of processes that start at once all get the same. What was made is
 * on the disk: what is signed with it must not outlive it.
 *
 * Rejects where others than its owner could read or replace it: a key that others have proves nothing. Rejects where it is empty.
 */
export async function readOrCreateKeyFile(
  path: string,
  generate: () => string,
): Promise<string> {
  const directory = dirname(path);
  const made = await mkdir(directory, { recursive: true, mode: 0o700 });
  await requireOwnDirectory(directory);
  if (made !== undefined) {
    await flushUpTo(dirname(made), dirname(directory));
  }
  return (await readKeyFile(path)) ?? createKeyFile(path, generate());
}

async function readKeyFile(path: string): Promise<string | undefined> {
  try {
    await requirePrivate(path);
    const text = await readFile(path, 'utf8');
    if (text.trim() === '') {
      throw new InputError(
        `${path} is empty, so there is no key to seal with: put the key back from a copy. If there is none, move the file away, so that a new key is made, and name the public key of the lost one in auditLog.sealing.keys; GET /ledger/keys lists it`,
      );
    }
    return text;
  } catch (error: unknown) {
    if (isCode(error, 'ENOENT')) {
      return undefined;
    }
    throw error;
  }
}

/** Under its name the file is there as a whole or not at all; whoever comes second takes what the first has made. */
async function createKeyFile(path: string, text: string): Promise<string> {
  const unfinished = `${path}.${randomUUID()}`;
  try {
    await writeNew(unfinished, Buffer.from(text));
    await link(unfinished, path);
    await flushNames(dirname(path));
    return text;
  } catch (error: unknown) {
    const other = isCode(error, 'EEXIST') && (await readKeyFile(path));
    if (other) {
      await flushNames(dirname(path));
      return other;
    }
    throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** The names in a directory and in those above it, up to one. */
async function flushUpTo(top: string, directory: string): Promise<void> {
  await flushNames(directory);
  if (directory !== top && directory !== dirname(directory)) {
    await flushUpTo(top, dirname(directory));
  }
}

/** Those in the directory itself, where the path is a link to it. */
async function flushNames(directory: string): Promise<void> {
  await flush(await realpath(directory));
}

/* eslint-disable no-bitwise */

async function requirePrivate(path: string): Promise<void> {
  const { mode, uid } = await stat(path);
  if (!belongsToSelf(uid) || (mode & (OTHERS | WRITING_BY_GROUP)) !== 0) {
    throw new InputError(
      `${path} can be read or changed by others than its owner: give it to the user of the backend alone, with chmod 600. If others may have had it, move it away, so that a new key is made, and name its public key in auditLog.sealing.keys`,
    );
  }
}

async function requireOwnDirectory(path: string): Promise<void> {
  const { mode, uid } = await stat(path);
  const isForAll = (mode & WRITING_BY_OTHERS) !== 0 && (mode & STICKY) === 0;
  if (!belongsToSelf(uid) || isForAll) {
    throw new InputError(
      `The directory ${path} belongs to somebody else, or everybody can write to it; the key of the audit log must be in one that belongs to the user of the backend, see auditLog.sealing.keyFile`,
    );
  }
}

/* eslint-enable no-bitwise */

/** Or to root, who can do anything as it is; on Windows owners are not looked at. */
function belongsToSelf(uid: number): boolean {
  const self = process.getuid?.();
  return self === undefined || uid === self || uid === 0;
}

function isCode(error: unknown, code: string): boolean {
  return (error as { code?: unknown } | null)?.code === code;
}
