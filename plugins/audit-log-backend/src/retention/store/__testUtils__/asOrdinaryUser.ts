// SPDX-License-Identifier: Apache-2.0
import { chown, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** `nobody` of most systems; no such user need be. */
const ORDINARY = 65_534;

/**
 * Does something as a user who may not do everything, and who owns a directory with all in it: rights do not hold for the
 * superuser, whom tests in containers often run as.
 */
export async function asOrdinaryUser(
  directory: string,
  work: () => Promise<void>,
): Promise<void> {
  if (process.geteuid?.() !== 0) {
    await work();
    return;
  }
  await give(directory, ORDINARY);
  process.setegid!(ORDINARY);
  process.seteuid!(ORDINARY);
  try {
    await work();
  } finally {
    process.seteuid!(0);
    process.setegid!(0);
    await give(directory, 0);
  }
}

async function give(path: string, user: number): Promise<void> {
  await chown(path, user, user);
  for (const entry of await readdir(path, {
    recursive: true,
    withFileTypes: true,
  })) {
    await chown(join(entry.parentPath, entry.name), user, user);
  }
}
