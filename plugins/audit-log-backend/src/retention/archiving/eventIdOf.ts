// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { UUID } from 'uuidv7';

/** In which order a run does them; all of them are done at its time. */
const ORDER = { return: 0, archive: 1, remove: 2 } as const;

/**
 * The id of the event that tells of something that was done with a file, begun at a time, in epoch milliseconds: the same whoever
 * makes it, so that it is on record once, though it is recorded again after a process died on the way.
 */
export function eventIdOf(
  fileId: string,
  what: keyof typeof ORDER,
  time: number,
): string {
  const hash = createHash('sha256').update(`${fileId} ${what}`).digest();
  return UUID.fromFieldsV7(
    time + ORDER[what],
    hash.readUInt16BE(0) >>> 4,
    hash.readUInt32BE(2) >>> 2,
    hash.readUInt32BE(6),
  ).toString();
}
