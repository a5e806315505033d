// SPDX-License-Identifier: Apache-2.0
import type { Findings } from '../findings/Findings';

/** So many gaps are watched for events that turn up later. */
const MOST_GAPS = 10_000;

interface Gap {
  readonly from: number;
  readonly to: number;
  readonly line: number;
}

/** Sees to it that every place of the ledger comes once, in order. */
export class Places {
  /** In order: each begins where the file goes on, or is what is left of one. */
  readonly #gaps: Gap[] = [];
  /** Whether there were more gaps than are watched. */
  #isFull = false;

  constructor(private readonly findings: Findings) {}

  /** Places that should have come by now and did not: later ones than any before. */
  miss(from: number, to: number, line: number): void {
    this.#put(this.#gaps.length, 0, [{ from, to, line }]);
  }

  /** An event at a place that has been passed already. */
  comeLate(sequence: number, line: number, eventId?: string): void {
    const index = this.#indexOf(sequence);
    if (index === undefined) {
      this.findings.add({
        ...(this.#isFull
          ? {
              kind: 'reordered',
              message: `Event ${sequence} comes after events that were sealed later, or is there twice.`,
            }
          : {
              kind: 'inserted',
              message: `There is a second event at ${sequence}, which was never sealed there.`,
            }),
        sequence,
        line,
        eventId,
      });
      return;
    }
    this.findings.add({
      kind: 'reordered',
      message: `Event ${sequence} comes after events that were sealed later.`,
      sequence,
      line,
      eventId,
    });
    const gap = this.#gaps[index];
    const left = [
      { ...gap, to: sequence },
      { ...gap, from: sequence + 1 },
    ].filter(({ from, to }) => from < to);
    this.#put(index, 1, left);
  }

  /** Tells of the places that never came. */
  finish(): void {
    for (const { from, to, line } of this.#gaps) {
      this.findings.add(removed(from, to, line));
    }
  }

  /** Puts gaps in the place of so many. Of one that is too many it is told at once, and it is not watched. */
  #put(index: number, count: number, gaps: readonly Gap[]): void {
    const room = MOST_GAPS - this.#gaps.length + count;
    this.#gaps.splice(index, count, ...gaps.slice(0, room));
    for (const { from, to, line } of gaps.slice(room)) {
      this.#isFull = true;
      this.findings.add(removed(from, to, line));
    }
  }

  /** The gap that a place is in: events of a shuffled file all ask for one. */
  #indexOf(sequence: number): number | undefined {
    let low = 0;
    let high = this.#gaps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#gaps[middle].to > sequence) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    const gap = this.#gaps.at(low);
    return gap !== undefined && gap.from <= sequence ? low : undefined;
  }
}

/** What to say of events that are not there. */
export function removed(from: number, to: number, line?: number) {
  return {
    kind: 'removed' as const,
    message:
      to - from === 1
        ? `Event ${from} is missing.`
        : `The ${to - from} events from ${from} to ${to - 1} are missing.`,
    sequence: from,
    ...(to - from > 1 && { until: to }),
    line,
  };
}
