// SPDX-License-Identifier: Apache-2.0
import { basename, join } from 'node:path';
import type { Frame } from './frames';
import type { MemoryBudget } from './RecentFrames';
import { type Reading, Segment } from './Segment';

/** How the names of the files end. */
export const JOURNAL_FILE = '.journal';
const LONGEST_SEGMENT = 4 * 1024 * 1024;

/** The files of a journal, the oldest first, with what is known across them: what is begun, and what is being read. */
export class SegmentList {
  readonly #folder: string;
  readonly #budget: MemoryBudget;
  /** From this size on, in bytes, the next file is begun. */
  readonly segmentSize: number;
  readonly all: Segment[] = [];
  /** What was given out last and is not done, the oldest first. */
  reading: Reading[] = [];
  /** In which file that is which is begun and not ended, by its key. */
  readonly #begun = new Map<string, Segment>();
  #files = 0;
  #named = 0;

  constructor(options: {
    readonly folder: string;
    readonly maxSize: number;
    readonly budget: MemoryBudget;
  }) {
    this.#folder = options.folder;
    this.#budget = options.budget;
    this.segmentSize = Math.min(LONGEST_SEGMENT, options.maxSize / 8);
  }

  /** In bytes. */
  get size(): number {
    return this.all.reduce((sum, { size }) => sum + size, 0);
  }

  /** In bytes, without what could be had back. */
  get used(): number {
    return this.all.reduce((sum, { size, spare }) => sum + size - spare, 0);
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

  /** The file that is written to. */
  async current(): Promise<Segment> {
    const last = this.all.at(-1);
    if (last && last.size < this.segmentSize) {
      return last;
    }
    // In the order of names, none of which two processes can have. The clock may be set back.
    this.#named = Math.max(this.#named, Date.now());
    const name = [
      this.#named,
      String(this.#files++).padStart(9, '0'),
      basename(this.#folder),
    ].join('-');
    const path = join(this.#folder, `${name}${JOURNAL_FILE}`);
    const segment = await Segment.create(path, this.#budget);
    this.all.push(segment);
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

  #withPlaces(frames: readonly Frame[], segment: Segment): Frame[] {
    const begunHere = new Set<string>();
    return frames.flatMap((frame): Frame[] => {
      const { kind, key } = frame;
      if (key === undefined || kind === 'begin') {
        begunHere.add(key ?? '');
        return [frame];
      }
      const endsHere = begunHere.has(key) || this.#begun.get(key) === segment;
      if (endsHere || this.#begun.has(key)) {
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
