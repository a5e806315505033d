// SPDX-License-Identifier: Apache-2.0
import type { ArchiveFileRow } from '../../database/archiveTables';

/** What may lie in the archive of a file besides itself, on account of an erasure: what it was before, or what it was to become. */
export interface Leftover {
  /** Path of its events in the archive. */
  readonly name: string;
  /** Operation id of the erasure. */
  readonly erasure: string;
  /**
   * It never will be the file: whoever meets it may remove it. Until this is noted, the process that has put it there may make
   * it the file.
   */
  readonly isLeft?: true;
}

export function leftoversOf({
  leftovers,
}: Pick<ArchiveFileRow, 'leftovers'>): readonly Leftover[] {
  return leftovers === null ? [] : JSON.parse(leftovers);
}

/** As they are kept. */
export function leftoversText(leftovers: readonly Leftover[]): string | null {
  return leftovers.length === 0 ? null : JSON.stringify(leftovers);
}
