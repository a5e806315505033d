// SPDX-License-Identifier: Apache-2.0
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
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
    await cp(directory, copy, { recursive: true });
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
