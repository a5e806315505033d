// SPDX-License-Identifier: Apache-2.0
import type { ArchiveCatalog } from '../files/ArchiveCatalog';
import type { LocalFile } from '../store/ArchiveStore';
import type { ReadableFile } from './ReadableFile';
import { settledWithin } from './settledWithin';
import type { UnreadableFiles } from './UnreadableFiles';
import type { VerifiedFiles } from './VerifiedFiles';

/** Files are not there yet, since they are fetched or verified. That goes on: the same again finds them there. */
export class StillFetchingError extends Error {
  override readonly name = 'StillFetchingError';
}

/** For how long a file that came too late is kept for whoever asks again: where there is little room, it would never be read. */
const LATE_MS = 10_000;

/** Of what has to be fetched for one question. */
const AT_ONCE = 3;

/**
 * Opens files as they are now. What is known of them may be older: one that was removed since is left out, as its events are removed,
 * and one that was put in the place of another is opened instead.
 */
export class CurrentFiles {
  static create(options: {
    readonly catalog: Pick<ArchiveCatalog, 'current'>;
    readonly verified: VerifiedFiles;
    readonly unreadable: UnreadableFiles;
  }): CurrentFiles {
    return new CurrentFiles(options);
  }

  private constructor(
    private readonly context: Parameters<typeof CurrentFiles.create>[0],
  ) {}

  /**
   * All of the files, verified, each of which MUST be released. Rejects with a StillFetchingError when that takes too long, and with a
   * ServiceUnavailableError when one cannot be read.
   */
  async open(
    files: readonly ReadableFile[],
    patienceMs: number,
    signal?: AbortSignal,
  ): Promise<readonly LocalFile[]> {
    signal?.throwIfAborted();
    // Who goes before there is an answer ends it. Who goes later may have told others to ask again.
    const unwanted = new AbortController();
    const opening = this.openAll(files, unwanted.signal);
    const inTime = await settledWithin(opening, patienceMs, signal);
    if (signal?.aborted) {
      unwanted.abort();
      opening.then(release, () => {});
      throw signal.reason;
    }
    if (!inTime) {
      opening.then(releaseLater, () => {});
      throw new StillFetchingError('The files are still being fetched');
    }
    return opening;
  }

  /** The same of files that were verified before and may be something else by now: they are compared anew. */
  async reopen(
    files: readonly ReadableFile[],
    patienceMs: number,
    signal?: AbortSignal,
  ): Promise<readonly LocalFile[]> {
    this.context.verified.doubt(files);
    return this.open(files, patienceMs, signal);
  }

  private async openAll(
    files: readonly ReadableFile[],
    unwanted: AbortSignal,
  ): Promise<readonly LocalFile[]> {
    const { unreadable } = this.context;
    const opened: LocalFile[] = [];
    try {
      const failed = await this.openEach(files, opened, unwanted);
      if (failed.length === 0) {
        return opened;
      }
      const now = await this.inPlaceOf(failed.map(({ file }) => file));
      const others = now.filter(
        file => !failed.some(one => isSame(one.file, file)),
      );
      const [still = undefined] = [
        ...failed.filter(one => now.some(file => isSame(one.file, file))),
        ...(await this.openEach(others, opened, unwanted)),
      ];
      if (still) {
        throw unreadable.error(still.file, still.reason);
      }
      return opened;
    } catch (error: unknown) {
      release(opened);
      throw error;
    }
  }

  /** Adds to what is opened, and gives those that cannot be. Begins with no more of them once nobody wants them. */
  private async openEach(
    files: readonly ReadableFile[],
    opened: LocalFile[],
    unwanted: AbortSignal,
  ): Promise<
    readonly { readonly file: ReadableFile; readonly reason: unknown }[]
  > {
    const { verified, unreadable } = this.context;
    const failed: { readonly file: ReadableFile; readonly reason: unknown }[] =
      [];
    const left = files.values();
    const openSome = async () => {
      for (const file of left) {
        if (unwanted.aborted) {
          return;
        }
        try {
          opened.push(await verified.open(file));
          unreadable.forget(file);
        } catch (reason: unknown) {
          failed.push({ file, reason });
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, openSome));
    return failed;
  }

  /** What is to be read now instead of files as they were known: nothing, where they are removed. */
  private async inPlaceOf(
    files: readonly ReadableFile[],
  ): Promise<readonly ReadableFile[]> {
    try {
      const current = await this.context.catalog.current();
      return current.filter(({ id }) => files.some(file => file.id === id));
    } catch {
      // What is wrong with the files is said then, rather than that nobody could look whether that is so rightly.
      return files;
    }
  }
}

export function release(files: readonly LocalFile[]): void {
  files.forEach(file => file.release());
}

function releaseLater(files: readonly LocalFile[]): void {
  // The end of the process does not wait for it.
  setTimeout(() => release(files), LATE_MS).unref();
}

function isSame(one: ReadableFile, other: ReadableFile): boolean {
  return (
    one.id === other.id &&
    one.name === other.name &&
    one.content.sha256 === other.content.sha256
  );
}
