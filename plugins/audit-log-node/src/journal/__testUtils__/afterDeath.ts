// SPDX-License-Identifier: Apache-2.0
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What somebody finds in a copy of a journal's directory as it is on the disk, as if all processes that have it open had died just
 * now. `find` MUST close what it opens, and leave nothing.
 */
export async function afterDeath<T>(
  directory: string,
  find: (copy: string) => Promise<T>,
): Promise<T> {
  const copy = await mkdtemp(join(tmpdir(), 'audit-log-copy-'));
  try {
    while (!(await isCopied(directory, copy))) {
      await rm(copy, { recursive: true });
      await mkdir(copy);
    }
    for (const name of await readdir(copy)) {
      await rm(join(copy, name, 'owner.json'), { force: true });
    }
    const found = await find(copy);
    expect(await readdir(copy)).toEqual([]);
    return found;
  } finally {
    await rm(copy, { recursive: true });
  }
}

/** False when a file went meanwhile: then the copy is of no one moment. */
async function isCopied(directory: string, copy: string): Promise<boolean> {
  const before = await readdir(directory, { recursive: true });
  try {
    await cp(directory, copy, { recursive: true });
  } catch (error: unknown) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return false;
    }
    throw error;
  }
  const after = new Set(await readdir(directory, { recursive: true }));
  return before.every(name => after.has(name));
}
