// SPDX-License-Identifier: Apache-2.0
import type { ArchiveFile } from '../files/ArchiveFile';

/** A file whose events can be read. */
export type ReadableFile = ArchiveFile & Required<Pick<ArchiveFile, 'content'>>;

/** Sequences from the first of a file to behind its last. */
export function sequencesOf({ content }: ReadableFile): {
  readonly from: number;
  readonly to: number;
} {
  const { sequences } = content;
  return {
    from: sequences[0]?.[0] ?? 0,
    to: sequences.at(-1)?.[1] ?? 0,
  };
}

/**
 * Whether nothing of a file is in the live table any more. While it is not so, its events are in both: those of one that was just
 * written, and those that were restored.
 */
export function isOnlyArchived({
  state,
  restoredUntil,
}: ReadableFile): boolean {
  return state === 'archived' && restoredUntil === undefined;
}

/**
 * Whether events of a file may be on the way into the live table or out of it just now, so that some of them are there: who counts
 * what is in one place cannot tell how many.
 */
export function isMoving(
  { state, restoredBy, restoredUntil }: ReadableFile,
  now: number,
): boolean {
  return (
    state === 'checked' ||
    (restoredUntil === undefined
      ? restoredBy !== undefined
      : restoredUntil <= now)
  );
}
