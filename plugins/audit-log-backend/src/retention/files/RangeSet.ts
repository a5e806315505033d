// SPDX-License-Identifier: Apache-2.0
import type { SequenceRanges } from './ArchiveFile';

/** A set of sequences, kept as ranges: the events of a month are a few, or as many as classes change in it. */
export class RangeSet {
  static of(ranges: SequenceRanges): RangeSet {
    return RangeSet.union([ranges]);
  }

  /** Of several, which may overlap and be in any order. */
  static union(all: readonly SequenceRanges[]): RangeSet {
    const ordered = all
      .flatMap(ranges => ranges.map(([from, to]) => [from, to] as const))
      .filter(([from, to]) => from < to)
      .sort(([one], [other]) => one - other);
    const set = new RangeSet();
    for (const [from, to] of ordered) {
      set.#join(from, to);
    }
    return set;
  }

  readonly #from: number[] = [];
  readonly #to: number[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get ranges(): SequenceRanges {
    return this.#from.map((from, index) => [from, this.#to[index]] as const);
  }

  /** Adds a sequence that is higher than all in the set. Throws when it is not. */
  append(sequence: number): void {
    const last = this.#to[this.#to.length - 1] ?? 0;
    if (this.#size > 0 && sequence < last) {
      throw new Error(`Sequence ${sequence} does not follow ${last - 1}`);
    }
    this.#join(sequence, sequence + 1);
  }

  has(sequence: number): boolean {
    let low = 0;
    let high = this.#from.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#from[middle] <= sequence) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low > 0 && sequence < this.#to[low - 1];
  }

  equals(other: RangeSet): boolean {
    return (
      this.#from.length === other.#from.length &&
      this.#from.every(
        (from, index) =>
          from === other.#from[index] && this.#to[index] === other.#to[index],
      )
    );
  }

  /** Takes a range that begins no earlier than the last one. */
  #join(from: number, to: number): void {
    const last = this.#to.length - 1;
    if (last >= 0 && from <= this.#to[last]) {
      const added = Math.max(0, to - this.#to[last]);
      this.#to[last] += added;
      this.#size += added;
      return;
    }
    this.#from.push(from);
    this.#to.push(to);
    this.#size += to - from;
  }
}
