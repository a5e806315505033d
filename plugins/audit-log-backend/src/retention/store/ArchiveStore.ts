// SPDX-License-Identifier: Apache-2.0

/**
 * A file of the archive that can be read at a path. It may be a copy, which may be fetched anew another time: it has another path then,
 * and whoever compares hashes MUST compare its own. It may be the file itself: when that is removed from the archive, reading what has
 * not been opened yet fails with ENOENT.
 */
export interface LocalFile {
  readonly path: string;
  /**
   * MUST be called once it is not read any more: it may be deleted then. `isDamaged` where it was not what was put, so that the next
   * who opens it gets no copy that is.
   */
  release(isDamaged?: boolean): void;
}

/**
 * Where the files of the archive are. Names are paths with `/` between their parts, of a-z, 0-9, `=`, `.` and `-`; every other
 * name is refused.
 *
 * Every method rejects with an ArchiveUnavailableError, whose message says what to do, while the archive cannot be reached, is
 * full, or refuses access; the same can succeed later.
 */
export interface ArchiveStore {
  /** For people, such as `/data/audit-log-archive` or `s3://bucket/prefix`; never with a secret in it. */
  readonly location: string;
  readonly kind: 'directory' | 's3';

  /** Rejects unless a file can be written, read back and deleted now. */
  check(): Promise<void>;

  /**
   * Puts the file at a local path into the archive, whole or not at all. Resolves once it is durable. Never replaces: rejects with
   * a ConflictError where a file of this name with other content is; where it has the same, nothing is done.
   */
  put(name: string, path: string): Promise<void>;

  /** The file, to be read. Rejects with a NotFoundError where there is none. */
  open(name: string, signal?: AbortSignal): Promise<LocalFile>;

  /** Undefined where there is no such file. */
  size(name: string): Promise<number | undefined>;

  /** The names that begin so, in any order. */
  list(prefix: string): AsyncIterable<string>;

  /**
   * Deletes a file; resolves also where there is none. Rejects with an ArchiveLockedError while the store itself protects it, as an
   * object lock does.
   */
  remove(name: string): Promise<void>;

  /**
   * Lets go of what is kept to read quickly of files that are not needed any more: at once, or when it is not read any more.
   */
  forgetUnless(isNeeded: (name: string) => boolean): void;

  /** Lets go of what is kept to read quickly. */
  close(): Promise<void>;
}
