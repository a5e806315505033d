// SPDX-License-Identifier: Apache-2.0
import { rm } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { doneFrame, donePlaceOf } from './doneFrame';
import {
  encodeFrames,
  type Frame,
  isEntry,
  isGivenOut,
  type PlacedFrame,
  sizeOfFrame,
} from './frames';
import { JournalFile } from './JournalFile';
import { type MemoryBudget, RecentFrames } from './RecentFrames';

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
  readonly #file: JournalFile;
  readonly #recent: RecentFrames;
  /** How many entries are in it, done or not, by rank. */
  readonly #counts = new Map<number, number>();
  /** What is begun in it and not ended yet, by its key. */
  readonly begun = new Map<string, Frame>();
  #last: (Frame & { readonly start: number }) | undefined;
  #size = 0;
  #done = 0;
  /** Whether more is done than is written. */
  #isDoneUnwritten = false;
  readonly #createdAt = performance.now();
  #isComplete = false;
  #waiting = 0;
  #void = 0;

  private constructor(
    file: JournalFile,
    budget: MemoryBudget,
    /** Whether all of it was appended by this process. */
    readonly isOwn: boolean,
  ) {
    this.#file = file;
    this.#recent = new RecentFrames(budget);
  }

  static async create(
    path: string,
    budget: MemoryBudget,
    isOwn = true,
  ): Promise<Segment> {
    return new Segment(await JournalFile.create(path), budget, isOwn);
  }

  /** Whose file is so many bytes long from the start. */
  static async createReserved(
    path: string,
    budget: MemoryBudget,
    bytes: number,
  ): Promise<Segment> {
    const segment = await Segment.create(path, budget);
    try {
      await segment.#file.reserve(bytes);
    } catch (error: unknown) {
      await segment.remove();
      throw error;
    }
    return segment;
  }

  /** With what was read from it before. */
  static async open(
    path: string,
    frames: readonly PlacedFrame[],
    budget: MemoryBudget,
  ): Promise<Segment> {
    const segment = new Segment(await JournalFile.open(path), budget, false);
    segment.#done = donePlaceOf(frames);
    frames.forEach(frame => segment.#count(frame));
    segment.#size = frames.at(-1)?.end ?? 0;
    return segment;
  }

  get path(): string {
    return this.#file.path;
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

  /** Whether nothing more is to be appended to it. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** In milliseconds. */
  get age(): number {
    return performance.now() - this.#createdAt;
  }

  /** Whether something could not be appended to it. */
  get hasFailed(): boolean {
    return this.#file.hasFailed;
  }

  complete(): void {
    this.#isComplete = true;
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
    await this.#file.write(bytes, this.#size);
    this.#appended(bytes.length, placed);
  }

  /** The same in this very turn; false when that would hold up all others, and nothing is appended then. */
  appendNow(frames: readonly Frame[]): boolean {
    const { bytes, placed } = encodeFrames(frames, this.#size);
    if (!this.#file.writeNow(bytes, this.#size)) {
      return false;
    }
    this.#appended(bytes.length, placed);
    return true;
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
    this.#isDoneUnwritten ||= frames > 0;
    this.#recent.forgetBefore(end);
  }

  /** Writes down what is done, if it is not yet. Where that is not possible it is done again after a crash. */
  async writeDone(): Promise<void> {
    if (this.#isDoneUnwritten) {
      this.#isDoneUnwritten = false;
      await this.append([doneFrame(this.#done)]).catch(() => {
        this.#isDoneUnwritten = true;
      });
    }
  }

  /** What is begun in it has ended, elsewhere or here. */
  end(key: string): void {
    const begun = this.begun.get(key);
    if (begun) {
      this.begun.delete(key);
      this.#void += sizeOfFrame(begun);
    }
  }

  /** Makes what was written outlast a loss of power. May overlap with the others. */
  flush(): Promise<void> {
    return this.#file.flush();
  }

  /** Puts a file with these frames in its place, at once: a crash leaves the one or the other. */
  async replace(
    frames: readonly Frame[],
    isOwn = this.isOwn,
  ): Promise<Segment> {
    const { path } = this;
    const unfinished = `${path}${UNFINISHED}`;
    await rm(unfinished, { force: true });
    // Not in memory: there is much of it, and not all of it is read soon.
    const segment = await Segment.create(unfinished, { left: 0 }, isOwn);
    try {
      await segment.append(frames);
      frames
        .filter(({ kind }) => kind === 'begin')
        .forEach(frame => segment.begun.set(frame.key!, frame));
      await segment.flush();
      await segment.#file.moveTo(path);
    } catch (error: unknown) {
      await segment.remove();
      throw error;
    }
    await this.#close();
    return segment;
  }

  async remove(): Promise<void> {
    this.#recent.forgetFrom(0);
    await this.#file.remove();
  }

  /** Leaves it to somebody else. */
  async close(): Promise<void> {
    await this.#file.cut(this.#size).catch(() => {});
    await this.#close();
  }

  /** As it is: it is somebody else's already. */
  async abandon(): Promise<void> {
    await this.#close();
  }

  async #close(): Promise<void> {
    this.#recent.forgetFrom(0);
    await this.#file.close();
  }

  async #readFile(most: number): Promise<readonly PlacedFrame[]> {
    const range = { start: this.#done, end: this.#size };
    const frames = await this.#file.read(range, most);
    const { isOwn } = this;
    return frames.map(frame => ({ ...frame, isOwn }));
  }

  #appended(bytes: number, placed: readonly PlacedFrame[]): void {
    this.#size += bytes;
    this.#last = placed.at(-1);
    this.#recent.add(placed);
    placed.forEach(frame => this.#count(frame));
  }

  #count(frame: PlacedFrame): void {
    if (isEntry(frame)) {
      this.#counts.set(frame.rank, (this.#counts.get(frame.rank) ?? 0) + 1);
    }
    this.#waiting += isGivenOut(frame) && frame.start >= this.#done ? 1 : 0;
    if (frame.kind === 'end' && frame.endsHere) {
      this.#void += frame.end - frame.start;
    }
  }
}
