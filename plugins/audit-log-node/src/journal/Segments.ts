// SPDX-License-Identifier: Apache-2.0
import { type Frame, isGivenOut, type PlacedFrame } from './frames';
import { mergeLost } from './lostFrame';
import type { MemoryBudget } from './RecentFrames';
import { Room } from './Room';
import type { ReadLimits, Segment } from './Segment';
import { SegmentList } from './SegmentList';

/** Of a file whose events are done: no longer are they kept here, were it only for the sake of people whose data are erased. */
const OLD_MS = 10 * 60_000;

export interface SegmentsOptions {
  readonly folder: string;
  /** Of all files together, in bytes. What tells of losses may go beyond it. */
  readonly maxSize: number;
  readonly budget: MemoryBudget;
  /** Keys of what is begun in files that are somebody else's now. */
  readonly begunElsewhere?: ReadonlySet<string>;
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
  readonly #files: SegmentList;
  readonly #room: Room;
  #removing: Promise<void> = Promise.resolve();

  constructor(options: SegmentsOptions) {
    this.#options = options;
    this.#files = new SegmentList(options);
    this.#room = new Room({
      ...options,
      maxSize: this.room,
      files: this.#files,
    });
  }

  /** In bytes. */
  get size(): number {
    return this.#files.size;
  }

  /** For what is in the files, in bytes. */
  get room(): number {
    return this.#options.maxSize - this.#files.reserved;
  }

  /** In bytes, without what is had back when there is no room. */
  get used(): number {
    return this.#files.used;
  }

  /** How many frames are to be given out and not done. */
  get waiting(): number {
    return this.#files.waiting;
  }

  /** Keys of what is begun and not ended, also elsewhere. */
  get begun(): ReadonlySet<string> {
    return this.#files.begun;
  }

  get isDone(): boolean {
    return this.#files.isDone;
  }

  /** Older ones than all that are there. */
  addBefore(segments: readonly Segment[]): void {
    this.#files.addBefore(segments);
  }

  /**
   * Keeps them, as far as there is room; how many entries there is none for is kept in any case. Resolves with whether there
   * was room for what begins.
   */
  async append(given: readonly Frame[]): Promise<boolean> {
    if (this.appendNow(given)) {
      return true;
    }
    const { kept, lost } = await this.#room.fit(given);
    const segment = await this.#files.current();
    let frames = kept;
    if (lost.length > 0) {
      const told = this.#takeBackLost(segment);
      frames = [...kept, mergeLost([...told, ...lost])];
      this.#options.onLost(lost.length);
    }
    await this.#files.append(segment, frames);
    const isBegin = ({ kind }: Frame) => kind === 'begin';
    return kept.some(isBegin) || !given.some(isBegin);
  }

  /** All of them in this very turn; false when that is not possible, or would hold up all others: nothing is appended then. */
  appendNow(frames: readonly Frame[]): boolean {
    const segment = this.#files.ready();
    return (
      segment !== undefined &&
      this.#room.surelyFits(frames) &&
      this.#files.appendNow(segment, frames)
    );
  }

  /** The oldest that are not done; nothing else is given out until they are. */
  async read(most: ReadLimits): Promise<readonly PlacedFrame[]> {
    const given: PlacedFrame[] = [];
    this.#files.reading = [];
    let { bytes } = most;
    for (const segment of [...this.#files.all]) {
      const room = most.frames - given.length;
      if (segment.isDone || room <= 0 || bytes <= 0) {
        continue;
      }
      const { frames, end } = await this.#readNext(segment, {
        frames: room,
        bytes,
      });
      if (frames.length > 0) {
        this.#files.reading.push({ segment, end, frames: frames.length });
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
    for (const { segment, end, frames } of this.#files.reading.splice(0)) {
      segment.finish(end, frames);
    }
    await this.#clean();
  }

  async flush(): Promise<void> {
    await Promise.all(this.#files.all.map(segment => segment.flush()));
  }

  async close(): Promise<void> {
    this.#files.reading = [];
    await this.#clean();
    await this.#removing;
    await this.#files.close();
    let isKept = false;
    for (const segment of this.#files.all.splice(0)) {
      isKept ||= !segment.isDone || segment.begun.size > 0;
      if (isKept) {
        await segment.writeDone();
      }
      await (isKept ? segment.close() : segment.remove());
    }
  }

  /** Closes them as they are: they are somebody else's now. */
  async abandon(): Promise<void> {
    await this.#files.abandon();
  }

  /** Lets go what is done, and writes down what is done of the rest. */
  async tidy(): Promise<void> {
    await this.#clean();
    for (const segment of this.#files.all) {
      await segment.writeDone();
    }
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
    const reading = this.#files.readingOf(segment);
    const isRead = reading && reading.end > (last?.start ?? 0);
    if (last?.kind !== 'lost' || isRead || segment.done > last.start) {
      return [];
    }
    segment.takeBack();
    return [last];
  }

  /**
   * Lets go what is done, the oldest first, and nothing before what is older. The one that is written to goes too when it is of
   * a certain age, or the disk is full, as it seems, which has its room then.
   */
  async #clean(): Promise<void> {
    const { all } = this.#files;
    const last = all.at(-1);
    if (
      last?.isDone &&
      last.size > 0 &&
      (last.hasFailed || last.age > OLD_MS)
    ) {
      last.complete();
    }
    while (all.length > 0 && all[0].isDone) {
      const [oldest] = all;
      if (all.length === 1 && !oldest.isComplete) {
        return;
      }
      if (!(await this.#carryOver(oldest))) {
        return;
      }
      all.shift();
      this.#remove(oldest);
    }
  }

  /** In the order of the calls, with nobody waiting: it ends when what is being flushed of it is. */
  #remove(segment: Segment): void {
    this.#removing = this.#removing
      .then(() => segment.remove())
      // What cannot be removed is found again at the next start, and known.
      .catch(() => {});
  }

  /** Writes what is begun in a file to the last one. False when that cannot be written. */
  async #carryOver(segment: Segment): Promise<boolean> {
    const frames = [...segment.begun.values()];
    if (frames.length === 0) {
      return true;
    }
    try {
      await this.#files.append(await this.#files.current(), frames);
      return true;
    } catch {
      // The file stays until it can; it is tried again each time something is done.
      return false;
    }
  }
}
