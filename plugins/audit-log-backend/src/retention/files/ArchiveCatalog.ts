// SPDX-License-Identifier: Apache-2.0
import type { ArchiveFile } from './ArchiveFile';

/**
 * How old what a reader knows of the files may be. Between a file becoming readable and its events leaving the live table at
 * least LEAVING_GRACE_MS go by, in which both have them: so a reader that looked at the files just before misses nothing, and asks
 * the database about them once in a while instead of for every page.
 */
export const CATALOG_AGE_MS = 5_000;
export const LEAVING_GRACE_MS = 3 * CATALOG_AGE_MS;

/** What readers know of the files. */
export interface ArchiveCatalog {
  /**
   * The files whose events can be read, each with its content, the latest occurredTo first. At most CATALOG_AGE_MS old. Resolves
   * without asking the database when that was done a moment ago.
   */
  readable(): Promise<
    readonly (ArchiveFile & Required<Pick<ArchiveFile, 'content'>>)[]
  >;

  /** The same as the database has it now, for whoever found that a file is not as it was known. */
  current(): ReturnType<ArchiveCatalog['readable']>;
}
