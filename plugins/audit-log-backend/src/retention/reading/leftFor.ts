// SPDX-License-Identifier: Apache-2.0
import type { ReadPage } from '../../query/AuditEventReader';
import type { ReadScope } from '../../query/ReadScope';
import type { ReadableFile } from './ReadableFile';

/**
 * What of the files a search has not got to, as far as whoever asks may know: how many events there are in all is not for those who
 * read some of them.
 */
export function leftFor(
  scope: ReadScope,
  left: readonly ReadableFile[],
): Omit<NonNullable<ReadPage['archive']>, 'ids'> {
  return {
    filesLeft: left.length,
    eventsLeft:
      scope.kind === 'everything'
        ? left.reduce((sum, file) => sum + file.content.events, 0)
        : undefined,
  };
}
