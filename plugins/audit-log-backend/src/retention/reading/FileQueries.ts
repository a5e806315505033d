// SPDX-License-Identifier: Apache-2.0
import { NotFoundError } from '@backstage/errors';
import { StatementTimeoutError } from '../../query/operations/runBounded';
import type { Sql } from '../../query/operations/sql';
import { DamagedFileError } from '../format/DamagedFileError';
import type { EventFiles } from '../format/EventFiles';
import type { LocalFile } from '../store/ArchiveStore';
import { release, StillFetchingError, type CurrentFiles } from './CurrentFiles';
import type { ReadableFile } from './ReadableFile';
import type { UnreadableFiles } from './UnreadableFiles';

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

/** Asks the files that are open. Rejects with a StatementTimeoutError when it takes longer than it may. */
export type AskFiles = <TRow>(
  sql: Sql,
  budgetMs: number,
) => Promise<readonly TRow[]>;

/** How often the files of one question may be others than they were before. */
const MOST_ATTEMPTS = 5;

/** Asks files of the archive, as they are now and verified, in some time at most. */
export class FileQueries {
  static create(options: {
    readonly files: EventFiles;
    readonly current: CurrentFiles;
    readonly unreadable: Pick<UnreadableFiles, 'errorOfAll'>;
    /** How many bytes of files may be fetched for one question, where it can be asked of some after the others; any by default. */
    readonly roomBytes?: number;
  }): FileQueries {
    return new FileQueries(options);
  }

  private constructor(
    private readonly context: Parameters<typeof FileQueries.create>[0],
  ) {}

  get roomBytes(): number {
    return this.context.roomBytes ?? Infinity;
  }

  /** Files in their order, in groups that there is room for; one that there is no room for is alone. */
  groupsOf(files: readonly ReadableFile[]): ReadableFile[][] {
    const groups: ReadableFile[][] = [];
    let bytes = 0;
    for (const file of files) {
      bytes += file.content.bytes;
      if (groups.length === 0 || bytes > this.roomBytes) {
        groups.push([]);
        bytes = file.content.bytes;
      }
      groups[groups.length - 1].push(file);
    }
    return groups;
  }

  /**
   * Rows of a SELECT, as `EventFiles.query` gives them. Rejects with a StillFetchingError or a StatementTimeoutError when it takes too
   * long, and with a ServiceUnavailableError when a file cannot be read.
   */
  async select<TRow>(
    files: readonly ReadableFile[],
    sql: Sql,
    { budgetMs, patienceMs = budgetMs, signal }: FileQueryOptions,
  ): Promise<readonly TRow[]> {
    const deadline = Date.now() + patienceMs;
    return this.use(files, { patienceMs, signal }, ask =>
      ask<TRow>(sql, Math.min(budgetMs, deadline - Date.now())),
    );
  }

  /**
   * Opens files, and keeps them until some work with them is done. The work is done again where they turn out to be others meanwhile, so
   * it MUST only ask. Rejects as it does, and as `select`.
   */
  async use<T>(
    files: readonly ReadableFile[],
    options: { readonly patienceMs: number; readonly signal?: AbortSignal },
    work: (ask: AskFiles) => Promise<T>,
  ): Promise<T> {
    const { current, unreadable } = this.context;
    const { patienceMs, signal } = options;
    const deadline = Date.now() + patienceMs;
    let opened = await current.open(files, patienceMs, signal);
    try {
      for (let attempt = 1; ; attempt++) {
        const paths = opened.map(({ path }) => path);
        try {
          return await work((sql, budgetMs) =>
            this.ask(paths, sql, budgetMs, signal),
          );
        } catch (error: unknown) {
          const isDamaged = error instanceof DamagedFileError;
          if (!isDamaged && !(error instanceof NotFoundError)) {
            throw error;
          }
          // Which of them it is, their hashes tell, however long that takes; unless it has been like that from the beginning.
          const patience = isDamaged ? Infinity : deadline - Date.now();
          const again = await current.reopen(files, patience, signal);
          release(opened);
          opened = again;
          if (attempt === MOST_ATTEMPTS || isSame(paths, opened)) {
            throw unreadable.errorOfAll(error);
          }
        }
      }
    } finally {
      release(opened);
    }
  }

  private async ask<TRow>(
    paths: readonly string[],
    sql: Sql,
    budgetMs: number,
    signal?: AbortSignal,
  ): Promise<readonly TRow[]> {
    const late = AbortSignal.timeout(Math.max(1, Math.round(budgetMs)));
    try {
      return await this.context.files.query<TRow>(
        paths,
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
      throw error;
    }
  }
}

function isSame(
  paths: readonly string[],
  files: readonly LocalFile[],
): boolean {
  const others = new Set(files.map(({ path }) => path));
  return paths.length === others.size && paths.every(path => others.has(path));
}
