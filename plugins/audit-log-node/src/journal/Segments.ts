// SPDX-License-Identifier: Apache-2.0
import { basename, join } from 'node:path';
import { type Frame, isEntry, isGivenOut, type PlacedFrame } from './frames';
import { mergeLost } from './lostFrame';
import type { MemoryBudget } from './RecentFrames';
import { endOf, rewriteSegment, sizeOf } from './rewriteSegment';
import { type Reading, type ReadLimits, Segment } from './Segment';

/** How the names of its files end. */
export const JOURNAL_FILE = '.journal';
const LONGEST_SEGMENT = 4 * 1024 * 1024;
/** A file is written anew, when there is no room, for this part of it that is not needed. */
const WORTH_REWRITING = 1 / 4;

export interface SegmentsOptions {
  readonly folder: string;
  /** Of all files together, in bytes. What tells of losses may go beyond it. */
  readonly maxSize: number;
  readonly budget: MemoryBudget;
  /** Told of bytes that were written and cannot be read any more. */
  readonly onUnreadable: (bytes: number) => void;
  /** Told how many entries there was no room for. */
  readonly onLost: (entries: number) => void;
}

/**
 * The files of a journal, the oldest first; the last is written to. When there is no room, entries are lost: the lowest
 * rank first, and of these the oldest, a file at a time, which is written anew without them. What tells how many they were
 * stays in their place. Its methods must not overlap, but for `flush`.
 *
 * What is begun stays until it is ended: when all else of its file is done, it is written once more, to the last file. So
 * what is open for long holds no file for long. A file goes only when those before it have gone: what tells that
 * something has ended is never gone before what tells that it began.
 */
export class Segments {
  readonly #options: SegmentsOptions;
  readonly #segmentSize: number;
  readonly #segments: Segment[] = [];
  /** In which file that is which is begun and not ended, by its key. */
  readonly #begun = new Map<string, Segment>();
  #reading: Reading[] = [];
  #removing: Promise<void> = Promise.resolve();
  #removals = 0;
  #files = 0;
  #named = 0;

  constructor(options: SegmentsOptions) {
    this.#options = options;
    this.#segmentSize = Math.min(LONGEST_SEGMENT, options.maxSize / 8);
  }

  get size(): number {
    return this.#segments.reduce((sum, { size }) => sum + size, 0);
  }

  /** In bytes, without what could be had back. */
  get used(): number {
    return this.#segments.reduce(
      (sum, { size, spare }) => sum + size - spare,
      0,
    );
  }

  /** How many frames are to be given out and not done. */
  get waiting(): number {
    return this.#segments.reduce((sum, { waiting }) => sum + waiting, 0);
  }

  get isDone(): boolean {
    return this.#segments.every(({ isDone }) => isDone);
  }

  /** Older ones than all that are there. */
  addBefore(segments: readonly Segment[]): void {
    this.#segments.unshift(...segments);
    segments.forEach(segment =>
      segment.begun.forEach((_, key) => this.#begun.set(key, segment)),
    );
  }

  /**
   * Keeps them, as far as there is room; how many entries there is none for is kept in any case. Resolves with whether there
   * was room for what begins.
   */
  async append(given: readonly Frame[]): Promise<boolean> {
    const { kept, lost } = await this.#fitting(given);
    const segment = await this.#current();
    const frames = this.#withPlaces(kept, segment);
    if (lost.length > 0) {
      const told = this.#takeBackLost(segment);
      frames.push(mergeLost([...told, ...lost]));
      this.#options.onLost(lost.length);
    }
    if (frames.length > 0) {
      await segment.append(frames);
      frames.forEach(frame => this.#remember(frame, segment));
    }
    const isBegin = ({ kind }: Frame) => kind === 'begin';
    return kept.some(isBegin) || !given.some(isBegin);
  }

  /** The oldest that are not done; nothing else is given out until they are. */
  async read(most: ReadLimits): Promise<readonly PlacedFrame[]> {
    const given: PlacedFrame[] = [];
    this.#reading = [];
    let { bytes } = most;
    for (const segment of [...this.#segments]) {
      const room = most.frames - given.length;
      if (segment.isDone || room <= 0 || bytes <= 0) {
        continue;
      }
      const { frames, end } = await this.#readNext(segment, {
        frames: room,
        bytes,
      });
      if (frames.length > 0) {
        this.#reading.push({ segment, end, frames: frames.length });
        given.push(...frames);
        bytes -= end - segment.done;
      }
      if (frames.length < segment.waiting) {
        break;
      }
    }
    if (given.length === 0) {
      await this.#clean();
    }
    return given;
  }

  /** What was read is done. */
  async done(): Promise<void> {
    for (const { segment, end, frames } of this.#reading.splice(0)) {
      segment.finish(end, frames);
    }
    await this.#clean();
  }

  async flush(): Promise<void> {
    await Promise.all(this.#segments.map(segment => segment.flush()));
  }

  async close(): Promise<void> {
    this.#reading = [];
    await this.#clean();
    await this.#removing;
    let isKept = false;
    for (const segment of this.#segments.splice(0)) {
      isKept ||= !segment.isDone || segment.begun.size > 0;
      await (isKept ? segment.close() : segment.remove());
    }
  }

  /** Closes them as they are: they are somebody else's now. */
  async abandon(): Promise<void> {
    await Promise.all(this.#segments.splice(0).map(each => each.close()));
  }

  /** What is next of one file: what is not given out is passed over. */
  async #readNext(
    segment: Segment,
    most: ReadLimits,
  ): Promise<{
    readonly frames: readonly PlacedFrame[];
    readonly end: number;
  }> {
    for (;;) {
      const found = await segment.read(most);
      const frames = found.filter(isGivenOut);
      const end = found.at(-1)?.end ?? segment.size;
      if (frames.length > 0) {
        return { frames, end };
      }
      if (found.length === 0) {
        this.#options.onUnreadable(segment.size - segment.done);
        segment.finish(segment.size, segment.waiting);
        return { frames, end };
      }
      segment.finish(end, 0);
    }
  }

  /** What tells of losses at the end of a file, unless it was given out: there need not be one for each loss. */
  #takeBackLost(segment: Segment): readonly Frame[] {
    const { last } = segment;
    const reading = this.#readingOf(segment);
    const isRead = reading && reading.end > (last?.start ?? 0);
    if (last?.kind !== 'lost' || isRead || segment.done > last.start) {
      return [];
    }
    segment.takeBack();
    return [last];
  }

  #readingOf(segment: Segment): Reading | undefined {
    return this.#reading.find(reading => reading.segment === segment);
  }

  /** Frames that say of what they end whether it was begun in the same file; without ends of what was never begun. */
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
        return [{ ...frame, endsHere }];
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

  async #current(): Promise<Segment> {
    const last = this.#segments.at(-1);
    if (last && last.size < this.#segmentSize) {
      return last;
    }
    // In the order of names, none of which two processes can have. The clock may be set back.
    const { folder, budget } = this.#options;
    this.#named = Math.max(this.#named, Date.now());
    const name = [
      this.#named,
      String(this.#files++).padStart(9, '0'),
      basename(folder),
    ].join('-');
    const segment = await Segment.create(
      join(folder, `${name}${JOURNAL_FILE}`),
      budget,
    );
    this.#segments.push(segment);
    return segment;
  }

  /**
   * Empties the file that is left when all is done. Not each time, since that waits for what is being flushed, and whoever
   * appends waits for it.
   */
  async tidy(): Promise<void> {
    await this.#clean();
    const [only] = this.#segments;
    if (
      this.#segments.length === 1 &&
      this.#removals === 0 &&
      only.isDone &&
      only.begun.size === 0 &&
      only.size > 0
    ) {
      await only.clear();
    }
  }

  /** Lets go what is done, the oldest first, and nothing before what is older. */
  async #clean(): Promise<void> {
    while (this.#segments.length > 1 && this.#segments[0].isDone) {
      const [oldest] = this.#segments;
      if (!(await this.#carryOver(oldest))) {
        return;
      }
      this.#segments.shift();
      this.#remove(oldest);
    }
  }

  /** In the order of the calls, with nobody waiting: it ends when what is being flushed of it is. */
  #remove(segment: Segment): void {
    this.#removals += 1;
    this.#removing = this.#removing
      .then(() => segment.remove())
      // What cannot be removed is found again at the next start, and known.
      .catch(() => {})
      .finally(() => {
        this.#removals -= 1;
      });
  }

  /** Writes what is begun in a file to the last one. False when that cannot be written. */
  async #carryOver(segment: Segment): Promise<boolean> {
    const frames = [...segment.begun.values()];
    if (frames.length === 0) {
      return true;
    }
    try {
      const current = await this.#current();
      await current.append(frames);
      frames.forEach(frame => this.#remember(frame, current));
      return true;
    } catch {
      // The file stays until it can; it is tried again each time something is done.
      return false;
    }
  }

  async #fitting(
    frames: readonly Frame[],
  ): Promise<{ kept: Frame[]; lost: readonly Frame[] }> {
    const entries = frames.filter(isEntry);
    const ranks = [...new Set(entries.map(({ rank }) => rank))].sort(
      (a, b) => a - b,
    );
    let kept = [...frames];
    await this.#makeRoom(sizeOf(kept), ranks.at(-1) ?? -1);
    if (!this.#hasRoom(sizeOf(kept))) {
      // Only a precaution: what ends is on record by its end.
      kept = kept.filter(({ kind }) => kind !== 'begin');
    }
    for (const rank of ranks) {
      if (this.#hasRoom(sizeOf(kept))) {
        break;
      }
      kept = kept.flatMap(frame =>
        isEntry(frame) && frame.rank === rank ? endOf(frame) : [frame],
      );
    }
    const keys = new Set(kept);
    return { kept, lost: entries.filter(entry => !keys.has(entry)) };
  }

  #hasRoom(bytes: number): boolean {
    return this.size + bytes <= this.#options.maxSize;
  }

  /** Makes room by what is not needed any more, and then loses what has at most this rank, until there is enough. */
  async #makeRoom(bytes: number, highest: number): Promise<void> {
    for (const segment of [...this.#segments]) {
      if (this.#hasRoom(bytes)) {
        return;
      }
      if (segment.spare > segment.size * WORTH_REWRITING) {
        await this.#rewrite(segment);
      }
    }
    const ranks = new Set(this.#segments.flatMap(({ ranks: some }) => some));
    for (const rank of [...ranks].sort((a, b) => a - b)) {
      for (const segment of [...this.#segments]) {
        if (this.#hasRoom(bytes) || rank > highest) {
          return;
        }
        if (segment.ranks.includes(rank)) {
          await this.#rewrite(segment, rank);
        }
      }
    }
  }

  /** Writes a file anew, without what is not needed and without the entries of a rank. */
  async #rewrite(segment: Segment, rank?: number): Promise<void> {
    const at = this.#segments.indexOf(segment);
    const previous: Segment | undefined = this.#segments[at - 1];
    const isRead = [segment, previous].some(each => this.#readingOf(each));
    const rewritten = await rewriteSegment({
      segment,
      rank,
      reading: this.#readingOf(segment),
      // So that a long time without room does not leave a million small files.
      before: isRead ? undefined : previous,
      smallSize: this.#segmentSize / 4,
    });
    if (!rewritten) {
      return;
    }
    this.#segments.splice(at, 1, rewritten.segment);
    rewritten.segment.begun.forEach((_, key) =>
      this.#begun.set(key, rewritten.segment),
    );
    this.#reading = this.#reading.map(reading =>
      reading.segment === segment ? rewritten.reading! : reading,
    );
    if (rewritten.lost > 0) {
      this.#options.onLost(rewritten.lost);
    }
    if (rewritten.tookInBefore) {
      this.#segments.splice(at - 1, 1);
      await previous.remove();
    }
  }
}
