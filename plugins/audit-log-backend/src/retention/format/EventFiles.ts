// SPDX-License-Identifier: Apache-2.0
import type { SealedEvent } from '../../query/AuditEventReader';
import type { ArchiveContent } from '../files/ArchiveFile';

/** What a statement may be given. A number is a BIGINT where it is a whole one, a Date a TIMESTAMP, an array a list of texts. */
export type QueryBinding =
  | string
  | number
  | boolean
  | Date
  | null
  | readonly string[];

/**
 * Writes and reads files of events: Parquet, by DuckDB, which is loaded when it is first needed.
 *
 * A file that is not as it was written is a DamagedFileError wherever it is met: but whoever has its hash SHOULD compare that first,
 * since nothing tells one event from another in its place. A signal that is aborted rejects with its reason.
 */
export interface EventFiles {
  /**
   * Writes a new file at a local path, on the file system that these files are made on, flushed to disk, of sealed events in the order of
   * their sequences, which all have one.
   * Memory does not grow with their number. Rejects, and leaves no file, when there is none, when they are not in order, and
   * when they reject.
   */
  write(
    path: string,
    events: AsyncIterable<readonly SealedEvent[]>,
    signal: AbortSignal,
  ): Promise<ArchiveContent>;

  /**
   * Every event of a file, or those with sequences from `from` to before `to`, in the order of sequences, a few at a time, exactly
   * as they were written.
   */
  read(
    path: string,
    options: {
      readonly from?: number;
      readonly to?: number;
      readonly signal: AbortSignal;
    },
  ): AsyncIterable<readonly SealedEvent[]>;

  /**
   * Rows of a SELECT over files: in its text, `events` stands for the rows of all of them, and `?` for its bindings in their
   * order. In a row a BIGINT is a number, a TIMESTAMP epoch milliseconds, a list an array. All rows are held in memory. For
   * reading/, which makes the SQL, with RECORD_JSON of recordJson.ts where it wants whole events.
   */
  query<TRow>(
    paths: readonly string[],
    sql: { readonly text: string; readonly bindings: readonly QueryBinding[] },
    signal: AbortSignal,
  ): Promise<readonly TRow[]>;

  /** Interrupts what is under way. */
  close(): Promise<void>;
}
