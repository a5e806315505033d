// SPDX-License-Identifier: Apache-2.0
import type { SequenceRanges } from '../files/ArchiveFile';
import { RangeSet } from '../files/RangeSet';

/** Shorter runs are not worth a question of their own: the live table is read across them. */
const SHORTEST = 256;

/** Runs of sequences of which the live table has no event, in order. */
export class SequenceRuns {
  /** Of ranges in any order, which may overlap. */
  static of(ranges: readonly SequenceRanges[]): SequenceRuns {
    const { ranges: joined } = RangeSet.union(ranges);
    return new SequenceRuns(
      joined.filter(([from, to]) => to - from >= SHORTEST),
    );
  }

  private constructor(private readonly runs: SequenceRanges) {}

  /** The run that a sequence is in, or the next one behind it. */
  next(
    sequence: number,
  ): { readonly from: number; readonly to: number } | undefined {
    let low = 0;
    let high = this.runs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.runs[middle][1] <= sequence) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const run = this.runs[low];
    return run && { from: run[0], to: run[1] };
  }
}
