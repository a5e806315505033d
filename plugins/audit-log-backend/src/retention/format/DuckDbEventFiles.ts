// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { NotFoundError } from '@backstage/errors';
import { flush } from '../../files/durableFiles';
import type { SealedEvent } from '../../query/AuditEventReader';
import type { ArchiveContent } from '../files/ArchiveFile';
import { ContentTally } from './ContentTally';
import { DuckDb } from './DuckDb';
import type { EventFiles, QueryBinding } from './EventFiles';
import { hashFile } from './hashFile';
import { queryEvents } from './queryEvents';
import { readEvents } from './readEvents';
import { requireColumns } from './requireColumns';
import { cacheError } from '../store/directoryError';
import { parseBytes } from '../store/parseBytes';
import { Slots } from './Slots';
import { writeEvents } from './writeEvents';

/**
 * Statements that read. Each holds one of the four threads that all of the process has for files, names and the like; what is written
 * holds a third.
 */
const READING_AT_ONCE = 2;
/** Of the memory, for what a file is made of or is read whole with: one may be made of another. */
const WHOLE_SHARE = 5 / 8;
/** How many files are known to have the right columns. */
const KNOWN_FILES = 2000;

/** Files of events by DuckDB, in this process. */
export class DuckDbEventFiles implements EventFiles {
  /** Reads and creates nothing yet. */
  static create(options: {
    /** For what is being written, and what does not fit into memory; on a disk that has room for it. */
    readonly directory: string;
    /** Further directories that files are read from, with all below them. */
    readonly readable?: readonly string[];
    /** How much memory DuckDB takes at most, such as `256MB`. */
    readonly memory: string;
  }): DuckDbEventFiles {
    const { directory, readable = [], memory } = options;
    // To each its own, so that neither takes it from the other: archiving and searching go on at the same time.
    const share = (part: number) => ({
      directory,
      readable,
      memoryBytes: Math.floor(parseBytes(memory) * part),
    });
    return new DuckDbEventFiles(
      DuckDb.create({ ...share(WHOLE_SHARE), threads: 1 }),
      DuckDb.create({ ...share(1 - WHOLE_SHARE), threads: 2 }),
    );
  }

  private readonly slots = Slots.of(READING_AT_ONCE);
  /** By path, what tells whether it is still the same file. */
  private readonly known = new Map<string, string>();

  private constructor(
    /** Makes files, and reads whole ones: with two threads that takes several times the memory, to keep them in order. */
    private readonly whole: DuckDb,
    /** Looks for events in files. */
    private readonly searching: DuckDb,
  ) {}

  async write(
    path: string,
    events: AsyncIterable<readonly SealedEvent[]>,
    signal: AbortSignal,
  ): Promise<ArchiveContent> {
    const work = await this.whole.workDirectory();
    const directory = await mkdtemp(join(work, 'write-'));
    try {
      const tally = new ContentTally();
      const whole = await writeEvents({
        duckDb: this.whole,
        directory,
        events,
        tally,
        signal,
      });
      const file = await hashFile(whole, signal);
      await flush(whole);
      signal.throwIfAborted();
      await rename(whole, path);
      await flush(dirname(path));
      return tally.content(file);
    } catch (error: unknown) {
      throw cacheError(directory, error);
    } finally {
      // Files are written and read whole now and then, and DuckDB keeps for a while what it does not need.
      await this.whole.rest();
      await rm(directory, { recursive: true, force: true });
    }
  }

  async *read(
    path: string,
    options: {
      readonly from?: number;
      readonly to?: number;
      readonly signal: AbortSignal;
    },
  ): AsyncGenerator<readonly SealedEvent[]> {
    const { signal } = options;
    await fileState(path);
    const lease = await this.whole.connect(signal);
    try {
      const found = readEvents(
        lease.connection,
        resolve(path),
        options,
        statement => this.slots.run(signal, statement),
      );
      for await (const events of found) {
        // DuckDB may have got all of them before.
        signal.throwIfAborted();
        yield events;
      }
    } catch (error: unknown) {
      throw this.whole.rejected(error, signal);
    } finally {
      lease.release();
      await this.whole.rest();
    }
  }

  async query<TRow>(
    paths: readonly string[],
    sql: { readonly text: string; readonly bindings: readonly QueryBinding[] },
    signal: AbortSignal,
  ): Promise<readonly TRow[]> {
    if (paths.length === 0) {
      return [];
    }
    const files = paths.map(path => resolve(path));
    return this.slots.run(signal, () =>
      this.searching.use(signal, async connection => {
        for (const path of files) {
          const state = await fileState(path);
          if (this.known.get(path) !== state) {
            await requireColumns(connection, path);
            this.remember(path, state);
          }
        }
        return (await queryEvents(connection, files, sql)) as readonly TRow[];
      }),
    );
  }

  async close(): Promise<void> {
    await Promise.all([this.whole.close(), this.searching.close()]);
  }

  private remember(path: string, state: string) {
    if (this.known.size >= KNOWN_FILES) {
      this.known.clear();
    }
    this.known.set(path, state);
  }
}

async function fileState(path: string): Promise<string> {
  try {
    const { ino, size, mtimeMs } = await stat(path);
    return `${ino} ${size} ${mtimeMs}`;
  } catch (error: unknown) {
    throw new NotFoundError(`There is no file ${basename(path)}`, error);
  }
}
