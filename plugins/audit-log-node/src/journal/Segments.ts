// SPDX-License-Identifier: Apache-2.0
import { basename, join } from 'node:path';
import { type Frame, type PlacedFrame, sizeOfFrame } from './frames';
import type { JournalEntry } from './JournalEntry';
import { mergeLost } from './lostFrame';
import { Segment } from './Segment';

/** How the names of its files end. */
export const JOURNAL_FILE = '.journal';
const LONGEST_SEGMENT = 4 * 1024 * 1024;

export interface SegmentsOptions {
  readonly folder: string;
  /** Of all files together, in bytes. What tells of losses may go beyond it. */
  readonly maxSize: number;
  /** Told of bytes that were written and cannot be read any more. */
  readonly onUnreadable: (bytes: number) => void;
}

/**
 * The files of a journal, the oldest first; the last is written to. When there is no room, entries are lost: the lowest
 * rank first, and of these the oldest, a file at a time, which is written anew without them. What tells how many they were
 * stays in their place. Its methods must not overlap, but for `flush`.
 */
export class Segments {
  readonly #options: SegmentsOptions;
  readonly #segmentSize: number;
  readonly #segments: Segment[] = [];
  /** What was given out and is not done yet. */
  #reading: { segment: Segment; end: number } | undefined;
  #files = 0;

  constructor(options: SegmentsOptions) {
    this.#options = options;
    this.#segmentSize = Math.min(LONGEST_SEGMENT, options.maxSize / 8);
  }

  get size(): number {
    return this.#segments.reduce((sum, { size }) => sum + size, 0);
  }

  get isDone(): boolean {
    return this.#segments.every(({ isDone }) => isDone);
  }

  /** Older ones than all that are there. */
  addBefore(segments: readonly Segment[]): void {
    this.#segments.unshift(...segments);
  }

  /** Keeps them, as far as there is room; how many there is none for is kept in any case. */
  async append(entries: readonly JournalEntry[]): Promise<void> {
    const frames = entries.map((entry): Frame => ({ kind: 'entry', ...entry }));
    const { kept, lost } = await this.#fitting(frames);
    const segment = await this.#current();
    if (lost.length > 0) {
      const told = this.#takeBackLost(segment);
      kept.push(mergeLost([...told, ...lost]));
    }
    await segment.append(kept);
  }

  /** The oldest that are not done; nothing else is given out until they are. */
  async read(most: {
    readonly bytes: number;
    readonly frames: number;
  }): Promise<readonly PlacedFrame[]> {
    for (const segment of [...this.#segments]) {
      const frames = (await segment.read(most.bytes))
        .slice(0, most.frames)
        .filter(
          ({ end }, index) => index === 0 || end - segment.done <= most.bytes,
        );
      if (frames.length > 0) {
        this.#reading = { segment, end: frames.at(-1)!.end };
        return frames;
      }
      if (!segment.isDone) {
        this.#options.onUnreadable(segment.size - segment.done);
      }
      await this.#finish(segment, segment.size);
    }
    return [];
  }

  /** What was read is done. */
  async done(): Promise<void> {
    if (this.#reading) {
      const { segment, end } = this.#reading;
      this.#reading = undefined;
      await this.#finish(segment, end);
    }
  }

  async flush(): Promise<void> {
    await Promise.all(this.#segments.map(segment => segment.flush()));
  }

  async close(): Promise<void> {
    for (const segment of this.#segments.splice(0)) {
      await (segment.isDone ? segment.remove() : segment.close());
    }
  }

  /** What tells of losses at the end of a file, unless it was given out: there need not be one for each loss. */
  #takeBackLost(segment: Segment): readonly Frame[] {
    const { last } = segment;
    const isRead =
      this.#reading?.segment === segment &&
      this.#reading.end > (last?.start ?? 0);
    if (last?.kind !== 'lost' || isRead || segment.done > last.start) {
      return [];
    }
    segment.takeBack();
    return [last];
  }

  async #current(): Promise<Segment> {
    const last = this.#segments.at(-1);
    if (last && last.size < this.#segmentSize) {
      return last;
    }
    // In the order of names, none of which two processes can have.
    const { folder } = this.#options;
    const name = [
      Date.now(),
      String(this.#files++).padStart(9, '0'),
      basename(folder),
    ].join('-');
    const segment = await Segment.create(
      join(folder, `${name}${JOURNAL_FILE}`),
    );
    this.#segments.push(segment);
    return segment;
  }

  async #finish(segment: Segment, end: number): Promise<void> {
    segment.done = end;
    if (!segment.isDone) {
      return;
    }
    if (segment === this.#segments.at(-1)) {
      // An empty journal is an empty file: nothing is left of it to be read again after a crash.
      if (segment.size > 0) {
        await segment.clear();
      }
      return;
    }
    this.#segments.splice(this.#segments.indexOf(segment), 1);
    await segment.remove();
  }

  async #fitting(
    frames: readonly Frame[],
  ): Promise<{ kept: Frame[]; lost: readonly Frame[] }> {
    const ranks = [...new Set(frames.map(({ rank }) => rank))].sort(
      (a, b) => a - b,
    );
    const sizeOf = (some: readonly Frame[]) =>
      some.reduce((sum, frame) => sum + sizeOfFrame(frame), 0);
    let kept = [...frames];
    await this.#makeRoom(sizeOf(kept), ranks.at(-1) ?? 0);
    for (const rank of ranks) {
      if (this.#hasRoom(sizeOf(kept))) {
        break;
      }
      kept = kept.filter(frame => frame.rank !== rank);
    }
    return { kept, lost: frames.filter(frame => !kept.includes(frame)) };
  }

  #hasRoom(bytes: number): boolean {
    return this.size + bytes <= this.#options.maxSize;
  }

  /** Loses what has at most this rank, until there is room. */
  async #makeRoom(bytes: number, highest: number): Promise<void> {
    const ranks = new Set(this.#segments.flatMap(({ ranks: some }) => some));
    for (const rank of [...ranks].sort((a, b) => a - b)) {
      for (const segment of [...this.#segments]) {
        if (this.#hasRoom(bytes) || rank > highest) {
          return;
        }
        if (segment.ranks.includes(rank)) {
          await this.#thin(segment, rank);
        }
      }
    }
  }

  /** Writes a file anew, without the entries of a rank. What is being read of it stays. */
  async #thin(segment: Segment, rank: number): Promise<void> {
    const { done } = segment;
    const reading = this.#reading;
    const isRead = reading?.segment === segment;
    const frames = await segment.read(segment.size);
    const fixed = frames.filter(({ end }) => isRead && end <= reading.end);
    const loose = frames.slice(fixed.length);
    const lost = loose.filter(
      frame => frame.kind === 'lost' || frame.rank === rank,
    );
    const kept = loose.filter(frame => !lost.includes(frame));
    if (lost.every(({ kind }) => kind === 'lost')) {
      return;
    }
    const before = await this.#absorb(segment, kept);
    const replaced = await segment.replace([
      ...fixed,
      mergeLost([...before.lost, ...lost]),
      ...before.kept,
      ...kept,
    ]);
    this.#segments.splice(this.#segments.indexOf(segment), 1, replaced);
    if (isRead) {
      this.#reading = { segment: replaced, end: reading.end - done };
    }
    await before.remove();
  }

  /** Takes in the file before, when both are small, so that a long time without room does not leave a million of them. */
  async #absorb(segment: Segment, kept: readonly Frame[]) {
    const previous = this.#segments[this.#segments.indexOf(segment) - 1];
    const size = kept.reduce((sum, frame) => sum + sizeOfFrame(frame), 0);
    const isRead = [segment, previous].includes(this.#reading?.segment!);
    if (!previous || isRead || previous.size + size > this.#segmentSize / 4) {
      return { kept: [], lost: [], remove: async () => {} };
    }
    const frames = await previous.read(previous.size);
    return {
      kept: frames.filter(({ kind }) => kind === 'entry'),
      lost: frames.filter(({ kind }) => kind === 'lost'),
      remove: async () => {
        this.#segments.splice(this.#segments.indexOf(previous), 1);
        await previous.remove();
      },
    };
  }
}
