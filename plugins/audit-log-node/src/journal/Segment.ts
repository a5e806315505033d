// SPDX-License-Identifier: Apache-2.0
import { dirname } from 'node:path';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import {
  encodeFrames,
  type Frame,
  isEntry,
  isGivenOut,
  type PlacedFrame,
  sizeOfFrame,
} from './frames';
import { type MemoryBudget, RecentFrames } from './RecentFrames';
import { readFramesOf, syncFolder } from './segmentFile';
import { writeAll } from './writeAll';

const PRIVATE = 0o600;
/** What a file is called until it is whole. */
const UNFINISHED = '.new';

export interface ReadLimits {
  readonly frames: number;
  readonly bytes: number;
}

/** What was given out of a file, and is not done yet. */
export interface Reading {
  readonly segment: Segment;
  readonly end: number;
  readonly frames: number;
}

/** One file of a journal. Its methods must not overlap. */
export class Segment {
  readonly #handle: FileHandle;
  readonly #recent: RecentFrames;
  /** How many entries are in it, done or not, by rank. */
  readonly #counts = new Map<number, number>();
  /** What is begun in it and not ended yet, by its key. */
  readonly begun = new Map<string, Frame>();
  #path: string;
  #last: (Frame & { readonly start: number }) | undefined;
  #size = 0;
  #done = 0;
  #waiting = 0;
  #void = 0;
  #syncing: Promise<void> = Promise.resolve();
  #dirty = false;
  #isNew = false;

  private constructor(
    path: string,
    handle: FileHandle,
    budget: MemoryBudget,
    /** Whether all of it was appended by this process. */
    readonly isOwn: boolean,
  ) {
    this.#path = path;
    this.#handle = handle;
    this.#recent = new RecentFrames(budget);
  }

  static async create(
    path: string,
    budget: MemoryBudget,
    isOwn = true,
  ): Promise<Segment> {
    const handle = await open(path, 'wx+', PRIVATE);
    const segment = new Segment(path, handle, budget, isOwn);
    segment.#isNew = true;
    return segment;
  }

  /** With what was read from it before. */
  static async open(
    path: string,
    frames: readonly PlacedFrame[],
    budget: MemoryBudget,
  ): Promise<Segment> {
    const handle = await open(path, 'r+', PRIVATE);
    const segment = new Segment(path, handle, budget, false);
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

  /** Before here all is done. */
  get done(): number {
    return this.#done;
  }

  /** How many frames are to be given out and not done. */
  get waiting(): number {
    return this.#waiting;
  }

  get isDone(): boolean {
    return this.#waiting === 0;
  }

  /** Bytes that are there no longer when it is written anew, or a few more: what is done and ended may be the same. */
  get spare(): number {
    return Math.min(this.#done + this.#void, this.#size);
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
      this.#waiting -= isGivenOut(this.#last) ? 1 : 0;
      this.#recent.forgetFrom(this.#size);
      this.#last = undefined;
    }
  }

  /** All of it, or nothing. */
  async append(frames: readonly Frame[]): Promise<void> {
    const { bytes, placed } = encodeFrames(frames, this.#size);
    try {
      await writeAll(this.#handle, bytes, this.#size);
    } catch (error: unknown) {
      // What was written of it is overwritten by the next one; nothing may be behind that.
      await this.#handle.truncate(this.#size).catch(() => {});
      throw error;
    }
    this.#size += bytes.length;
    this.#dirty = true;
    this.#last = placed.at(-1);
    this.#recent.add(placed);
    placed.forEach(frame => this.#count(frame));
  }

  /** What is not done, as far as it fits, but at least one frame. */
  async read(most: ReadLimits): Promise<readonly PlacedFrame[]> {
    if (this.#recent.start === this.#done) {
      return this.#recent.peek(most);
    }
    const frames = await this.#readFile(most.bytes);
    return frames
      .slice(0, most.frames)
      .filter(
        ({ end }, index) => index === 0 || end - this.#done <= most.bytes,
      );
  }

  /** All that is not done. */
  readAll(): Promise<readonly PlacedFrame[]> {
    return this.#readFile(this.#size - this.#done);
  }

  /** So many frames are done, up to a place. */
  finish(end: number, frames: number): void {
    this.#done = end;
    this.#waiting -= frames;
    this.#recent.forgetBefore(end);
  }

  /** What is begun in it has ended, elsewhere or here. */
  end(key: string): void {
    const begun = this.begun.get(key);
    if (begun) {
      this.begun.delete(key);
      this.#void += sizeOfFrame(begun);
    }
  }

  /** Empties it. */
  async clear(): Promise<void> {
    await this.#handle.truncate(0);
    this.#recent.forgetFrom(0);
    this.#size = 0;
    this.#done = 0;
    this.#void = 0;
    this.#last = undefined;
    this.#counts.clear();
  }

  /** Makes what was written outlast a loss of power. May overlap with the others. */
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

  /** Puts a file with these frames in its place, at once: a crash leaves the one or the other. */
  async replace(
    frames: readonly Frame[],
    isOwn = this.isOwn,
  ): Promise<Segment> {
    const unfinished = `${this.#path}${UNFINISHED}`;
    await rm(unfinished, { force: true });
    // Not in memory: there is much of it, and not all of it is read soon.
    const segment = await Segment.create(unfinished, { left: 0 }, isOwn);
    try {
      await segment.append(frames);
      frames
        .filter(({ kind }) => kind === 'begin')
        .forEach(frame => segment.begun.set(frame.key!, frame));
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
    this.#recent.forgetFrom(0);
    await this.#syncing.catch(() => {});
    await this.#handle.close();
  }

  async #readFile(most: number): Promise<readonly PlacedFrame[]> {
    const range = { start: this.#done, end: this.#size };
    const frames = await readFramesOf(this.#handle, range, most);
    const { isOwn } = this;
    return frames.map(frame => ({ ...frame, isOwn }));
  }

  #count(frame: PlacedFrame): void {
    if (isEntry(frame)) {
      this.#counts.set(frame.rank, (this.#counts.get(frame.rank) ?? 0) + 1);
    }
    this.#waiting += isGivenOut(frame) ? 1 : 0;
    if (frame.kind === 'end' && frame.endsHere) {
      this.#void += frame.end - frame.start;
    }
  }
}
