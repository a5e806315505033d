// SPDX-License-Identifier: Apache-2.0
import { opendir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../database/errorCode';
import { isName } from './requireName';

/** How files begin and end that are being written. */
export const TEMPORARY = { prefix: '.', suffix: '.writing' } as const;
/** No file takes longer to write. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/** The names of files in a directory and in those below it that begin so. Symbolic links, and what has no such name, are none. */
export async function* listFiles(
  root: string,
  prefix: string,
): AsyncGenerator<string> {
  yield* listIn(root, '', prefix);
}

async function* listIn(
  root: string,
  folder: string,
  prefix: string,
): AsyncGenerator<string> {
  for await (const entry of entriesOf(join(root, folder))) {
    const name = `${folder}${entry.name}`;
    if (!isName(name)) {
      continue;
    }
    if (entry.isDirectory()) {
      const inner = `${name}/`;
      if (inner.startsWith(prefix) || prefix.startsWith(inner)) {
        yield* listIn(root, inner, prefix);
      }
    } else if (entry.isFile() && name.startsWith(prefix)) {
      yield name;
    }
  }
}

/** Deletes what processes that died have left in a directory and in those below it. */
export async function removeAbandoned(folder: string): Promise<void> {
  for await (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      await removeAbandoned(path);
    } else if (
      entry.isFile() &&
      entry.name.startsWith(TEMPORARY.prefix) &&
      entry.name.endsWith(TEMPORARY.suffix) &&
      (await stat(path)).mtimeMs < Date.now() - ABANDONED_MS
    ) {
      await rm(path, { force: true });
    }
  }
}

/** What is in a directory; nothing when it is not there any more. */
async function* entriesOf(path: string) {
  try {
    yield* await opendir(path);
  } catch (error: unknown) {
    if (errorCode(error) !== 'ENOENT') {
      throw error;
    }
  }
}
