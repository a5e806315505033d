// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** Small enough not to hold up anything else for longer than a millisecond. */
const BLOCK_BYTES = 512 * 1024;

/** SHA-256 of a file, hexadecimal, and its length. */
export async function hashFile(
  path: string,
  signal?: AbortSignal,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const block of createReadStream(path, {
    highWaterMark: BLOCK_BYTES,
    signal,
  })) {
    hash.update(block);
    bytes += block.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}
