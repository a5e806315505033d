// SPDX-License-Identifier: Apache-2.0
import { dirname } from 'node:path';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import {
  encodeFrame,
  type Frame,
  type PlacedFrame,
  readFrames,
  sizeOfFrame,
} from './frames';

const PRIVATE = 0o600;
/** What a file is called until it is whole. */
const UNFINISHED = '.new';

/** One file of a journal. Its methods must not overlap. */
export class Segment {
  readonly #handle: FileHandle;
  /** How many entries are in it, done or not, by rank. */
  readonly #counts = new Map<number, number>();
  #path: string;
  #last: (Frame & { readonly start: number }) | undefined;
  #size = 0;
  #syncing: Promise<void> = Promise.resolve();
  #dirty = false;
  /** Before here all is done. */
  done = 0;

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  static async create(path: string): Promise<Segment> {
    const segment = new Segment(path, await open(path, 'wx+', PRIVATE));
    await syncFolder(dirname(path));
    return segment;
  }

  /** With what was read from it, or written to it, before. */
  static async open(
    path: string,
    frames: readonly Pick<PlacedFrame, 'kind' | 'rank' | 'end'>[],
  ): Promise<Segment> {
    const segment = new Segment(path, await open(path, 'r+', PRIVATE));
    frames.forEach(frame => segment.#count(frame));
    segment.#size = frames.at(-1)?.end ?? 0;
    return segment;
  }

  get path(): string {
    return this.#path;
  }

  /** In bytes. */
  get size(): number {
    return this.#size;
  }

  get isDone(): boolean {
    return this.done >= this.#size;
  }

  /** Of the entries in it. */
  get ranks(): readonly number[] {
    return [...this.#counts.keys()];
  }

  /** The last frame that was appended, and where it is. */
  get last(): (Frame & { readonly start: number }) | undefined {
    return this.#last;
  }

  /** What is appended next takes the place of the last frame. */
  takeBack(): void {
    if (this.#last) {
      this.#size = this.#last.start;
      this.#last = undefined;
    }
  }

  /** All of it, or nothing. */
  async append(frames: readonly Frame[]): Promise<void> {
    const bytes = Buffer.concat(frames.map(encodeFrame));
    try {
      await writeAll(this.#handle, bytes, this.#size);
    } catch (error: unknown) {
      // What was written of it is overwritten by the next one; nothing may be behind that.
      await this.#handle.truncate(this.#size).catch(() => {});
      throw error;
    }
    this.#size += bytes.length;
    this.#dirty = true;
    const last = frames.at(-1);
    this.#last = last && { ...last, start: this.#size - sizeOfFrame(last) };
    frames.forEach(frame => this.#count(frame));
  }

  /** What is not done, as far as it fits into so many bytes, but at least one frame. */
  async read(most: number): Promise<readonly PlacedFrame[]> {
    const room = this.#size - this.done;
    for (let length = Math.min(most, room); length > 0; ) {
      const bytes = Buffer.allocUnsafe(length);
      await readAll(this.#handle, bytes, this.done);
      const { frames } = readFrames(bytes);
      if (frames.length > 0 || length === room) {
        return frames.map(frame => ({
          ...frame,
          start: frame.start + this.done,
          end: frame.end + this.done,
        }));
      }
      length = Math.min(2 * length, room);
    }
    return [];
  }

  /** Empties it. */
  async clear(): Promise<void> {
    await this.#handle.truncate(0);
    this.#size = 0;
    this.done = 0;
    this.#last = undefined;
    this.#counts.clear();
  }

  /** Makes what was written outlast a loss of power. May overlap with the others. */
  async flush(): Promise<void> {
    if (this.#dirty) {
      this.#dirty = false;
      this.#syncing = this.#handle.datasync();
    }
    await this.#syncing;
  }

  /** Puts a file with these frames in its place, at once: a crash leaves the one or the other. */
  async replace(frames: readonly Frame[]): Promise<Segment> {
    const unfinished = `${this.#path}${UNFINISHED}`;
    await rm(unfinished, { force: true });
    const segment = await Segment.create(unfinished);
    try {
      await segment.append(frames);
      await segment.flush();
      await rename(unfinished, this.#path);
    } catch (error: unknown) {
      await segment.remove();
      throw error;
    }
    segment.#path = this.#path;
    await syncFolder(dirname(this.#path));
    await this.close();
    return segment;
  }

  async remove(): Promise<void> {
    await this.close();
    await rm(this.#path, { force: true });
  }

  async close(): Promise<void> {
    await this.#syncing.catch(() => {});
    await this.#handle.close();
  }

  #count({ kind, rank }: Pick<Frame, 'kind' | 'rank'>): void {
    if (kind === 'entry') {
      this.#counts.set(rank, (this.#counts.get(rank) ?? 0) + 1);
    }
  }
}

/** Makes the names in it outlast a loss of power. Not every system can; there it does what it does by itself. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    await folder.sync().finally(() => folder.close());
  } catch {
    // Windows opens no folders.
  }
}

async function writeAll(
  handle: FileHandle,
  bytes: Buffer,
  position: number,
): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await handle.write(
      bytes,
      written,
      bytes.length - written,
      position + written,
    );
    written += bytesWritten;
  }
}

async function readAll(
  handle: FileHandle,
  bytes: Buffer,
  position: number,
): Promise<void> {
  for (let read = 0; read < bytes.length; ) {
    const { bytesRead } = await handle.read(
      bytes,
      read,
      bytes.length - read,
      position + read,
    );
    if (bytesRead === 0) {
      throw new Error('A file of the journal is shorter than what was written');
    }
    read += bytesRead;
  }
}
