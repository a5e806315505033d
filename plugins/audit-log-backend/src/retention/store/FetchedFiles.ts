// SPDX-License-Identifier: Apache-2.0
import { access, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LocalFile } from './ArchiveStore';
import { createProcessDirectory } from './processDirectory';
import { unlessAborted } from './unlessAborted';

/**
 * Fetches a file to a path where there is none, and gives its bytes. Calls `reserve` with them as soon as they are known, before it
 * writes them.
 */
export type Fetch = (
  path: string,
  signal: AbortSignal,
  reserve: (bytes: number) => Promise<void>,
) => Promise<number>;

interface Fetched {
  readonly path: string;
  readonly abort: AbortController;
  done: Promise<void>;
  bytes: number;
  isThere: boolean;
  /** Those who wait for it or read it. */
  users: number;
}

/**
 * Copies of files that were fetched to be read, in a directory of this process. Those that were used the longest ago go when all together
 * take more than is allowed; those in use stay.
 */
export class FetchedFiles {
  /** Creates nothing yet. */
  static create(options: {
    readonly directory: string;
    readonly maxBytes: number;
  }): FetchedFiles {
    return new FetchedFiles(options.directory, options.maxBytes);
  }

  /** By name; what was used last is last. */
  private readonly files = new Map<string, Fetched>();
  private directory?: Promise<string>;
  private count = 0;
  private isClosed = false;
  /** What is being deleted. */
  private deleting: Promise<void> = Promise.resolve();

  private constructor(
    private readonly parent: string,
    private readonly maxBytes: number,
  ) {}

  /** A copy, which is fetched unless there is one. Who asks meanwhile waits for the same; it ends when nobody waits any more. */
  async open(
    name: string,
    fetch: Fetch,
    signal?: AbortSignal,
  ): Promise<LocalFile> {
    signal?.throwIfAborted();
    const directory = await this.ownDirectory();
    await this.look(name);
    const file =
      this.files.get(name) ??
      this.begin(name, join(directory, `${++this.count}`), fetch);
    file.users++;
    this.files.delete(name);
    this.files.set(name, file);
    try {
      await unlessAborted(file.done, signal);
    } catch (error: unknown) {
      this.leave(name, file);
      throw error;
    }
    let isReleased = false;
    return {
      path: file.path,
      release: (isDamaged = false) => {
        if (isDamaged && this.files.get(name) === file) {
          this.files.delete(name);
        }
        if (!isReleased) {
          isReleased = true;
          this.leave(name, file);
        }
      },
    };
  }

  /** The next one who asks gets another copy. */
  forget(name: string): void {
    const file = this.files.get(name);
    if (file) {
      file.users++;
      this.files.delete(name);
      this.leave(name, file);
    }
  }

  /** Of all files but those that are needed. */
  forgetUnless(isNeeded: (name: string) => boolean): void {
    for (const name of [...this.files.keys()]) {
      if (!isNeeded(name)) {
        this.forget(name);
      }
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const files = [...this.files.values()];
    this.files.clear();
    files.forEach(({ abort }) => abort.abort());
    await Promise.allSettled(files.map(({ done }) => done));
    await this.deleting;
    const directory = await this.directory?.catch(() => undefined);
    if (directory) {
      await rm(directory, { recursive: true, force: true });
    }
  }

  private async ownDirectory(): Promise<string> {
    if (this.isClosed) {
      throw new Error('A file is asked for after the archive was closed');
    }
    this.directory ??= createProcessDirectory(this.parent, 'fetched');
    try {
      return await this.directory;
    } catch (error: unknown) {
      this.directory = undefined;
      throw error;
    }
  }

  /** Forgets a copy that somebody else has deleted. */
  private async look(name: string): Promise<void> {
    const file = this.files.get(name);
    if (file?.isThere) {
      try {
        await access(file.path);
      } catch {
        this.forget(name);
      }
    }
  }

  private begin(name: string, path: string, fetch: Fetch): Fetched {
    const file: Fetched = {
      path,
      abort: new AbortController(),
      done: Promise.resolve(),
      bytes: 0,
      isThere: false,
      users: 0,
    };
    this.files.set(name, file);
    file.done = this.fetch(name, file, fetch);
    // Whoever waits for it is told; it may be that nobody waits any more.
    file.done.catch(() => {});
    return file;
  }

  private async fetch(
    name: string,
    file: Fetched,
    fetch: Fetch,
  ): Promise<void> {
    try {
      await mkdir(dirname(file.path), { recursive: true, mode: 0o700 });
      file.bytes = await fetch(file.path, file.abort.signal, async bytes => {
        file.bytes = bytes;
        this.makeRoom();
        await this.deleting;
      });
      file.isThere = true;
      this.makeRoom();
    } catch (error: unknown) {
      if (this.files.get(name) === file) {
        this.files.delete(name);
      }
      this.discard(file);
      throw error;
    }
  }

  private leave(name: string, file: Fetched): void {
    file.users--;
    if (file.users > 0) {
      return;
    }
    if (!file.isThere) {
      file.abort.abort();
      if (this.files.get(name) === file) {
        this.files.delete(name);
      }
    } else if (this.files.get(name) === file) {
      this.makeRoom();
    } else {
      this.discard(file);
    }
  }

  private makeRoom(): void {
    let total = 0;
    for (const { bytes } of this.files.values()) {
      total += bytes;
    }
    for (const [name, file] of this.files) {
      if (total > this.maxBytes && file.users === 0 && file.isThere) {
        this.files.delete(name);
        this.discard(file);
        total -= file.bytes;
      }
    }
  }

  private discard({ path }: Fetched): void {
    // What cannot be deleted is deleted with the directory.
    this.deleting = this.deleting
      .then(() => rm(path, { force: true }))
      .catch(() => {});
  }
}
