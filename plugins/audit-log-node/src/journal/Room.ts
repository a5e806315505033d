// SPDX-License-Identifier: Apache-2.0
import { type Frame, isEntry, mostBytesOf } from './frames';
import { reclaimable } from './reclaimable';
import { endOf, rewriteSegment, sizeOf } from './rewriteSegment';
import type { Segment } from './Segment';
import type { SegmentList } from './SegmentList';

/** Of the size of a file: up to here two are small, and become one. */
const SMALL = 1 / 4;

/** What there is room for, and the entries that there is none for. */
export interface Fitting {
  readonly kept: readonly Frame[];
  readonly lost: readonly Frame[];
}

/**
 * The room that files have together. When there is none, entries are lost: the lowest rank first, and of these the oldest, a
 * file at a time, which is written anew without them.
 */
export class Room {
  readonly #files: SegmentList;
  readonly #maxSize: number;
  readonly #onLost: (entries: number) => void;

  constructor(options: {
    readonly files: SegmentList;
    /** Of all files together, in bytes. */
    readonly maxSize: number;
    /** Told how many entries were lost that were kept already. */
    readonly onLost: (entries: number) => void;
  }) {
    this.#files = options.files;
    this.#maxSize = options.maxSize;
    this.#onLost = options.onLost;
  }

  /** Whether there is room for all of them, as there nearly always is; found out without looking at what they hold. */
  surelyFits(frames: readonly Frame[]): boolean {
    return this.#hasRoom(mostBytesOf(frames));
  }

  /** Makes room for frames, as far as what is there is of no higher rank. */
  async fit(frames: readonly Frame[]): Promise<Fitting> {
    if (this.surelyFits(frames)) {
      return { kept: frames, lost: [] };
    }
    const entries = frames.filter(isEntry);
    const ranks = inOrder(entries.map(({ rank }) => rank));
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
    return this.#files.size + bytes <= this.#maxSize;
  }

  /** Makes room by what is not needed any more, and then loses what has at most this rank, until there is enough. */
  async #makeRoom(bytes: number, highest: number): Promise<void> {
    const files = this.#files;
    for (const segment of [...files.all]) {
      if (this.#hasRoom(bytes)) {
        return;
      }
      if (reclaimable(segment) > 0) {
        await this.#rewrite(segment);
      }
    }
    for (const rank of inOrder(files.all.flatMap(({ ranks }) => ranks))) {
      for (const segment of [...files.all]) {
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
    const files = this.#files;
    const at = files.all.indexOf(segment);
    const previous: Segment | undefined = files.all[at - 1];
    const isRead = [segment, previous].some(each => files.readingOf(each));
    const rewritten = await rewriteSegment({
      segment,
      rank,
      reading: files.readingOf(segment),
      // So that a long time without room does not leave a million small files.
      before: isRead ? undefined : previous,
      smallSize: files.segmentSize * SMALL,
    });
    if (!rewritten) {
      return;
    }
    const { tookInBefore, lost } = rewritten;
    files.replace(segment, rewritten.segment, tookInBefore ? 1 : 0);
    files.reading = files.reading.map(reading =>
      reading.segment === segment ? rewritten.reading! : reading,
    );
    if (lost > 0) {
      this.#onLost(lost);
    }
    if (tookInBefore) {
      await previous.remove();
    }
  }
}

function inOrder(ranks: readonly number[]): readonly number[] {
  return [...new Set(ranks)].sort((a, b) => a - b);
}
