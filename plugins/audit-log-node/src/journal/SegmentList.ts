// SPDX-License-Identifier: Apache-2.0
import { basename, join } from 'node:path';
import type { Frame } from './frames';
import type { MemoryBudget } from './RecentFrames';
import { reclaimable } from './reclaimable';
import { type Reading, Segment } from './Segment';

/** How the names of the files end. */
export const JOURNAL_FILE = '.journal';
const LONGEST_SEGMENT = 4 * 1024 * 1024;
/** The file that is written to is as long as it becomes from the start, and so is the next one. */
const RESERVED_FILES = 2;
/** No more than this part of a journal is given to that. */
const MOST_RESERVED = 1 / 8;

/** The files of a journal, the oldest first, with what is known across them: what is begun, and what is being read. */
export class SegmentList {
  readonly #folder: string;
  readonly #maxSize: number;
  readonly #budget: MemoryBudget;
  /** From this size on, in bytes, the next file is begun. */
  readonly segmentSize: number;
  readonly all: Segment[] = [];
  /** What was given out last and is not done, the oldest first. */
  reading: Reading[] = [];
  /** In which file that is which is begun and not ended, by its key. */
  readonly #begun = new Map<string, Segment>();
  readonly #begunElsewhere: ReadonlySet<string>;
  #files = 0;
  #named = 0;
  /** The next file that is written to, and that it is being made ready. */
  #next: Segment | undefined;
  #preparing: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: {
    readonly folder: string;
    readonly maxSize: number;
    readonly budget: MemoryBudget;
    /** Keys of what is begun in files that are not of this list, and may end here. */
    readonly begunElsewhere?: ReadonlySet<string>;
  }) {
    this.#folder = options.folder;
    this.#maxSize = options.maxSize;
    this.#budget = options.budget;
    this.#begunElsewhere = options.begunElsewhere ?? new Set();
    this.segmentSize = Math.min(LONGEST_SEGMENT, options.maxSize / 8);
  }

  /** Keys of what is begun and not ended, also elsewhere. */
  get begun(): ReadonlySet<string> {
    return new Set([...this.#begunElsewhere, ...this.#begun.keys()]);
  }

  /** Bytes that files may take beyond what is in them. */
  get reserved(): number {
    const bytes = RESERVED_FILES * LONGEST_SEGMENT;
    return bytes <= this.#maxSize * MOST_RESERVED ? bytes : 0;
  }

  /** In bytes. */
  get size(): number {
    return this.all.reduce((sum, { size }) => sum + size, 0);
  }

  /** In bytes, without what is had back when there is no room. */
  get used(): number {
    return this.all.reduce(
      (sum, each) => sum + each.size - reclaimable(each),
      0,
    );
  }

  /** How many frames are to be given out and not done. */
  get waiting(): number {
    return this.all.reduce((sum, { waiting }) => sum + waiting, 0);
  }

  get isDone(): boolean {
    return this.all.every(({ isDone }) => isDone);
  }

  /** Older ones than all that are there. */
  addBefore(segments: readonly Segment[]): void {
    this.all.unshift(...segments);
    segments.forEach(segment => this.#findBegun(segment));
  }

  /** Puts a file in the place of another, and of so many before it. */
  replace(segment: Segment, other: Segment, before: number): void {
    this.all.splice(this.all.indexOf(segment) - before, before + 1, other);
    this.#findBegun(other);
  }

  readingOf(segment: Segment): Reading | undefined {
    return this.reading.find(reading => reading.segment === segment);
  }

  /** The file that is written to from now on, if one is there. */
  ready(): Segment | undefined {
    const last = this.all.at(-1);
    if (last && !last.isComplete && last.size < this.segmentSize) {
      return last;
    }
    const next = this.#next;
    if (next) {
      this.#next = undefined;
      this.all.push(next);
      this.#prepare();
    }
    return next;
  }

  /** The file that is written to from now on. */
  async current(): Promise<Segment> {
    const ready = this.ready();
    if (ready) {
      return ready;
    }
    const segment = await Segment.create(this.#newPath(), this.#budget);
    this.all.push(segment);
    this.#prepare();
    return segment;
  }

  /** Appends to a file. Frames that end something say whether it was begun there; ends of what was never begun are left out. */
  async append(segment: Segment, frames: readonly Frame[]): Promise<void> {
    const placed = this.#withPlaces(frames, segment);
    if (placed.length > 0) {
      await segment.append(placed);
      placed.forEach(frame => this.#remember(frame, segment));
    }
  }

  /** The same in this very turn; false when that would hold up all others, and nothing is appended then. */
  appendNow(segment: Segment, frames: readonly Frame[]): boolean {
    const placed = this.#withPlaces(frames, segment);
    if (placed.length > 0 && !segment.appendNow(placed)) {
      return false;
    }
    placed.forEach(frame => this.#remember(frame, segment));
    return true;
  }

  /** Before the files are closed or removed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#dropNext();
  }

  /** Closes all as they are: they are somebody else's now. */
  async abandon(): Promise<void> {
    this.#isClosed = true;
    await this.#dropNext().catch(() => {});
    await Promise.all(this.all.splice(0).map(each => each.abandon()));
  }

  /** Makes the next file ready, with nobody waiting. Without it there is one that grows. */
  #prepare(): void {
    if (this.reserved > 0 && !this.#isClosed) {
      this.#preparing ??= this.#makeNext()
        .catch(() => false)
        .then(isLate => {
          this.#preparing = undefined;
          if (isLate) {
            this.#prepare();
          }
        });
    }
  }

  /** Resolves with whether it came too late. */
  async #makeNext(): Promise<boolean> {
    const path = this.#newPath();
    const file = this.#files;
    const bytes = this.segmentSize;
    const segment = await Segment.createReserved(path, this.#budget, bytes);
    // The name of one that was begun meanwhile says that it comes after this one.
    if (this.#isClosed || file !== this.#files) {
      await segment.remove();
      return !this.#isClosed;
    }
    this.#next = segment;
    return false;
  }

  async #dropNext(): Promise<void> {
    await this.#preparing;
    await this.#next?.remove();
    this.#next = undefined;
  }

  /** In the order of names, none of which two processes can have. The clock may be set back. */
  #newPath(): string {
    this.#named = Math.max(this.#named, Date.now());
    const name = [
      this.#named,
      String(this.#files++).padStart(9, '0'),
      basename(this.#folder),
    ].join('-');
    return join(this.#folder, `${name}${JOURNAL_FILE}`);
  }

  #withPlaces(frames: readonly Frame[], segment: Segment): Frame[] {
    const begunHere = new Set<string>();
    return frames.flatMap((frame): Frame[] => {
      const { kind, key } = frame;
      if (key === undefined || kind === 'begin') {
        begunHere.add(key ?? '');
        return [frame];
      }
      const endsHere = begunHere.has(key) || this.#begun.get(key) === segment;
      if (endsHere || this.#begun.has(key) || this.#begunElsewhere.has(key)) {
        const { rank, content, value } = frame;
        return [{ kind, rank, key, endsHere, content, value }];
      }
      return kind === 'end'
        ? []
        : [{ ...frame, kind: 'entry', key: undefined }];
    });
  }

  #remember(frame: Frame, segment: Segment): void {
    if (frame.kind === 'begin') {
      segment.begun.set(frame.key!, frame);
      this.#begun.set(frame.key!, segment);
    } else if (frame.key) {
      this.#begun.get(frame.key)?.end(frame.key);
      this.#begun.delete(frame.key);
    }
  }

  #findBegun(segment: Segment): void {
    segment.begun.forEach((_, key) => this.#begun.set(key, segment));
  }
}
