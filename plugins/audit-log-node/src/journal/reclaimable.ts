// SPDX-License-Identifier: Apache-2.0
import type { Segment } from './Segment';

/** A file is written anew, when there is no room, for this part of it that is not needed. */
const WORTH_REWRITING = 1 / 8;

/** Bytes of a file that are had back when there is no room; none where that is not worth writing it anew. */
export function reclaimable({
  size,
  spare,
}: Pick<Segment, 'size' | 'spare'>): number {
  return spare > size * WORTH_REWRITING ? spare : 0;
}
