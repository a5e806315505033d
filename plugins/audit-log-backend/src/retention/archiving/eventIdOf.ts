// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { UUID } from 'uuidv7';

/**
 * The id of the event that tells of something that was done with a file, begun at a time, in epoch milliseconds: the same whoever
 * makes it, so that it is on record once, though it is recorded again after a process died on the way.
 */
export function eventIdOf(
  fileId: string,
  what: 'archive' | 'remove' | 'return',
  time: number,
): string {
  const hash = createHash('sha256').update(`${fileId} ${what}`).digest();
  return UUID.fromFieldsV7(
    time,
    hash.readUInt16BE(0) >>> 4,
    hash.readUInt32BE(2) >>> 2,
    hash.readUInt32BE(6),
  ).toString();
}
