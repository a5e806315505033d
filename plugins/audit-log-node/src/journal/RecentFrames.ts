// SPDX-License-Identifier: Apache-2.0
import { isGivenOut, type PlacedFrame } from './frames';

/** A frame, and how many characters of memory it is counted with. */
interface Kept {
  readonly frame: PlacedFrame;
  readonly characters: number;
}

/** How many characters may be kept in memory, all files together. */
export interface MemoryBudget {
  left: number;
}

/**
 * Frames of a file from one place on, without a gap, as long as there is memory for them: what is written and read soon
 * after need not be read from the disk.
 */
export class RecentFrames {
  readonly #budget: MemoryBudget;
  #frames: Kept[] = [];
  /** What is before it in the list is forgotten. */
  #first = 0;

  constructor(budget: MemoryBudget) {
    this.#budget = budget;
  }

  /** From where on they are known; undefined when none is. */
  get start(): number | undefined {
    return this.#frames[this.#first]?.frame.start;
  }

  /** What was appended to the file. Without room it is not kept, nor what comes after, until all that is kept is done. */
  add(frames: readonly PlacedFrame[]): void {
    for (const frame of frames) {
      const last = this.#frames.at(-1)?.frame;
      if (
        this.#budget.left <= 0 ||
        (this.start !== undefined && last?.end !== frame.start)
      ) {
        return;
      }
      if (this.start === undefined) {
        this.#frames = [];
        this.#first = 0;
      }
      const kept = keptOf(frame);
      this.#budget.left -= kept.characters;
      this.#frames.push(kept);
    }
  }

  /** The first ones, as many as fit. */
  peek(most: {
    readonly frames: number;
    readonly bytes: number;
  }): readonly PlacedFrame[] {
    const start = this.start ?? 0;
    const found = this.#frames
      .slice(this.#first, this.#first + most.frames)
      .map(({ frame }) => frame);
    const beyond = found.findIndex(({ end }) => end - start > most.bytes);
    return beyond < 0 ? found : found.slice(0, Math.max(beyond, 1));
  }

  /** Forgets what ends before a place. */
  forgetBefore(place: number): void {
    while (
      this.#first < this.#frames.length &&
      this.#frames[this.#first].frame.end <= place
    ) {
      this.#budget.left += this.#frames[this.#first].characters;
      this.#first += 1;
    }
    if (this.#first > 1_000) {
      this.#frames = this.#frames.slice(this.#first);
      this.#first = 0;
    }
  }

  /** Forgets what begins at a place or behind it. */
  forgetFrom(place: number): void {
    while (
      this.#frames.length > this.#first &&
      this.#frames.at(-1)!.frame.start >= place
    ) {
      this.#budget.left += this.#frames.pop()!.characters;
    }
  }
}

/** No more than is given out of it: what was begun and is ended need not stay, nor what a value was made into. */
function keptOf(frame: PlacedFrame): Kept {
  const { kind, rank, value, start, end } = frame;
  if (!isGivenOut(frame)) {
    return { frame: { kind, rank, content: '', start, end }, characters: 0 };
  }
  const { length: characters } = frame.content;
  return value === undefined
    ? { frame, characters }
    : { frame: { kind, rank, content: '', value, start, end }, characters };
}
