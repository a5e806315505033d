// SPDX-License-Identifier: Apache-2.0
import { readdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';

/** Deletes the folders that earlier runs have left in one; not those of a process that is still there, as of a run beside this one. */
export async function removeLeftovers(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  for (const name of names) {
    const [, owner] = /-(\d+)-[\da-f]{8}$/.exec(name) ?? [];
    if (owner === undefined || !isRunning(Number(owner))) {
      await rm(resolve(parent, name), {
        recursive: true,
        force: true,
        maxRetries: 3,
      });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error: unknown) {
    // Somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
