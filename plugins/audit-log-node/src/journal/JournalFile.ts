// SPDX-License-Identifier: Apache-2.0
import { ftruncateSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PlacedFrame } from './frames';
import { readFramesOf, syncFolder } from './segmentFile';
import { writeAll, writeNow } from './writeAll';

const PRIVATE = 0o600;
const ZEROS = Buffer.alloc(256 * 1024);

/** Bytes in a file that only this process writes to. Its methods must not overlap, but for `flush`. */
export class JournalFile {
  readonly #handle: FileHandle;
  #path: string;
  #syncing: Promise<void> = Promise.resolve();
  #dirty = false;
  #isNew: boolean;
  #hasFailed = false;

  private constructor(path: string, handle: FileHandle, isNew: boolean) {
    this.#path = path;
    this.#handle = handle;
    this.#isNew = isNew;
  }

  static async create(path: string): Promise<JournalFile> {
    return new JournalFile(path, await open(path, 'wx+', PRIVATE), true);
  }

  static async open(path: string): Promise<JournalFile> {
    return new JournalFile(path, await open(path, 'r+', PRIVATE), false);
  }

  get path(): string {
    return this.#path;
  }

  /** Whether something could not be written. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** Writes all of it at a place, or nothing. */
  async write(bytes: Buffer, place: number): Promise<void> {
    try {
      await writeAll(this.#handle, bytes, place);
    } catch (error: unknown) {
      this.#hasFailed = true;
      // What was written of it is overwritten by the next one; nothing may be behind that.
      await this.cut(place).catch(() => {});
      throw error;
    }
    this.#dirty = true;
  }

  /** The same in this very turn; false when that would hold up all others, and what is at the place is of no account then. */
  writeNow(bytes: Buffer, place: number): boolean {
    try {
      const isWritten = writeNow(this.#handle.fd, bytes, place);
      this.#dirty = true;
      return isWritten;
    } catch (error: unknown) {
      this.#hasFailed = true;
      try {
        ftruncateSync(this.#handle.fd, place);
      } catch {
        // It is overwritten by the next one all the same.
      }
      throw error;
    }
  }

  /**
   * Makes an empty file so many bytes of zeros long. What is written into these changes neither its length nor where it lies on
   * the disk: so it does not wait for the file system to write that down, as it has to each time the file is flushed.
   */
  async reserve(bytes: number): Promise<void> {
    for (let end = 0; end < bytes; end += ZEROS.length) {
      const part = ZEROS.subarray(0, Math.min(ZEROS.length, bytes - end));
      const { bytesWritten } = await this.#handle.write(part, 0, null, end);
      if (bytesWritten < part.length) {
        throw new Error('There is no room on the disk');
      }
    }
    this.#dirty = true;
    await this.flush();
  }

  /** Lets nothing be behind a place. */
  async cut(place: number): Promise<void> {
    await this.#handle.truncate(place);
  }

  /** The frames in a range, at least one if there is any, and about as many as take so many bytes. */
  read(
    range: { readonly start: number; readonly end: number },
    most: number,
  ): Promise<readonly PlacedFrame[]> {
    return readFramesOf(this.#handle, range, most);
  }

  /** Makes what was written outlast a loss of power. */
  async flush(): Promise<void> {
    if (this.#dirty || this.#isNew) {
      const isNew = this.#isNew;
      this.#dirty = false;
      this.#isNew = false;
      this.#syncing = Promise.all([
        this.#handle.datasync(),
        isNew && syncFolder(dirname(this.#path)),
      ]).then(() => {});
    }
    await this.#syncing;
  }

  /** Takes the place of another file, at once: a crash leaves the one or the other. */
  async moveTo(path: string): Promise<void> {
    await rename(this.#path, path);
    this.#path = path;
    await syncFolder(dirname(path));
  }

  async remove(): Promise<void> {
    await this.close();
    await rm(this.#path, { force: true });
  }

  async close(): Promise<void> {
    await this.#syncing.catch(() => {});
    await this.#handle.close();
  }
}
