// SPDX-License-Identifier: Apache-2.0
import type { Findings } from '../findings/Findings';

/** So many gaps are watched for events that turn up later. */
const MOST_GAPS = 10_000;

/** Sees to it that every place of the ledger comes once, in order. */
export class Places {
  #gaps: { from: number; to: number; line: number }[] = [];

  constructor(private readonly findings: Findings) {}

  /** Places that should have come by now and did not. */
  miss(from: number, to: number, line: number): void {
    if (this.#gaps.length < MOST_GAPS) {
      this.#gaps.push({ from, to, line });
    } else {
      this.findings.add(removed(from, to, line));
    }
  }

  /** An event at a place that has been passed already. */
  comeLate(sequence: number, line: number, eventId?: string): void {
    const gap = this.#gaps.find(
      ({ from, to }) => sequence >= from && sequence < to,
    );
    if (gap === undefined) {
      this.findings.add({
        kind: 'inserted',
        message: `There is a second event at ${sequence}, which was never sealed there.`,
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
    this.#gaps = this.#gaps.flatMap(one =>
      one === gap
        ? [
            { ...gap, to: sequence },
            { ...gap, from: sequence + 1 },
          ].filter(({ from, to }) => from < to)
        : [one],
    );
  }

  /** Tells of the places that never came. */
  finish(): void {
    for (const { from, to, line } of this.#gaps) {
      this.findings.add(removed(from, to, line));
    }
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
