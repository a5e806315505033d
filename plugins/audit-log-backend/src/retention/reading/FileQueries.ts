// SPDX-License-Identifier: Apache-2.0
import { ServiceUnavailableError } from '@backstage/errors';
import { StatementTimeoutError } from '../../query/operations/runBounded';
import type { Sql } from '../../query/operations/sql';
import { DamagedFileError } from '../format/DamagedFileError';
import type { EventFiles } from '../format/EventFiles';
import type { LocalFile } from '../store/ArchiveStore';
import type { ReadableFile } from './ReadableFile';
import type { VerifiedFiles } from './VerifiedFiles';

/** Files are not there yet, since they are fetched or verified. That goes on: the same again finds them there. */
export class StillFetchingError extends Error {
  override readonly name = 'StillFetchingError';
}

/** What `FileQueries.select` rejects with when it takes too long. */
export function isLate(error: unknown): error is Error {
  return (
    error instanceof StillFetchingError ||
    error instanceof StatementTimeoutError
  );
}

export interface FileQueryOptions {
  /** How long the question may take once the files are there. */
  readonly budgetMs: number;
  /** How long all of it may take, files that have to be fetched included; as long as the question by default. */
  readonly patienceMs?: number;
  readonly signal?: AbortSignal;
}

/** Asks files of the archive, verified, in some time at most. */
export class FileQueries {
  static create(options: {
    readonly files: EventFiles;
    readonly verified: VerifiedFiles;
  }): FileQueries {
    return new FileQueries(options.files, options.verified);
  }

  private constructor(
    private readonly files: EventFiles,
    private readonly verified: VerifiedFiles,
  ) {}

  /**
   * Rows of a SELECT, as `EventFiles.query` gives them. Rejects with a StillFetchingError or a StatementTimeoutError when it takes too
   * long, and with a ServiceUnavailableError that names the file when one cannot be read.
   */
  async select<TRow>(
    files: readonly ReadableFile[],
    sql: Sql,
    { budgetMs, patienceMs = budgetMs, signal }: FileQueryOptions,
  ): Promise<readonly TRow[]> {
    const deadline = Date.now() + patienceMs;
    const opened = await this.open(files, patienceMs, signal);
    const late = AbortSignal.timeout(
      Math.max(1, Math.round(Math.min(budgetMs, deadline - Date.now()))),
    );
    try {
      return await this.files.query<TRow>(
        opened.map(({ path }) => path),
        sql,
        signal ? AbortSignal.any([signal, late]) : late,
      );
    } catch (error: unknown) {
      signal?.throwIfAborted();
      if (late.aborted) {
        throw new StatementTimeoutError(
          `Reading the archive took longer than ${Math.round(budgetMs)} ms`,
          { cause: error },
        );
      }
      if (error instanceof DamagedFileError) {
        // Which of them it is, their hashes tell; unless it has been like that from the beginning.
        this.verified.doubt(files);
        await this.open(files, Infinity, signal).then(release);
        throw new ServiceUnavailableError(
          `The archive cannot be read: ${error.message}`,
          error,
        );
      }
      throw error;
    } finally {
      release(opened);
    }
  }

  /** All of the files; what is late is let go of when it comes. */
  private async open(
    files: readonly ReadableFile[],
    patienceMs: number,
    signal?: AbortSignal,
  ): Promise<readonly LocalFile[]> {
    signal?.throwIfAborted();
    const opening = Promise.allSettled(
      files.map(file => this.verified.open(file)),
    ).then(results => {
      const opened = results.flatMap(result =>
        result.status === 'fulfilled' ? result.value : [],
      );
      const failed = results.find(result => result.status === 'rejected');
      if (failed) {
        release(opened);
        throw failed.reason;
      }
      return opened;
    });
    const inTime = await settledWithin(opening, patienceMs, signal);
    if (!inTime) {
      opening.then(release, () => {});
      signal?.throwIfAborted();
      throw new StillFetchingError('The files are still being fetched');
    }
    return opening;
  }
}

function release(files: readonly LocalFile[]): void {
  files.forEach(file => file.release());
}

/** Whether work settles within some time, and before the signal is aborted. */
async function settledWithin(
  work: Promise<unknown>,
  milliseconds: number,
  signal?: AbortSignal,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  let stop: (() => void) | undefined;
  const over = new Promise<boolean>(resolve => {
    stop = () => resolve(false);
    signal?.addEventListener('abort', stop, { once: true });
    if (Number.isFinite(milliseconds)) {
      timer = setTimeout(stop, Math.max(0, milliseconds));
    }
  });
  try {
    return await Promise.race([
      work.then(
        () => true,
        () => true,
      ),
      over,
    ]);
  } finally {
    clearTimeout(timer);
    if (stop) {
      signal?.removeEventListener('abort', stop);
    }
  }
}
