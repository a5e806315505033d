// SPDX-License-Identifier: Apache-2.0
import { lstat, mkdir } from 'node:fs/promises';

/**
 * Makes a directory that nobody else can look into. Rejects where there is one that others can write to: in a directory
 * for everybody, somebody may have made it who waits for what we write, or who wants us to read what they wrote.
 */
export async function makePrivateDirectory(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const { uid, mode } = await lstat(path);
  const self = process.getuid?.();
  // eslint-disable-next-line no-bitwise
  if (self !== undefined && (uid !== self || (mode & 0o022) !== 0)) {
    throw new Error(
      `${path} belongs to somebody else, or others can write to it; it must belong to the user of this process alone`,
    );
  }
}
