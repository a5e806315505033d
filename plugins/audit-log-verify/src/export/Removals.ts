// SPDX-License-Identifier: Apache-2.0
import type { VerifierKey } from '../checkpoint/VerifierKey';
import type { SignedDocument } from '../document/SignedDocument';
import { verifyDocument } from '../document/verifyDocument';
import type { Findings } from '../findings/Findings';
import type { Origins } from './Origins';
import { endOfPeriod } from './endOfPeriod';
import { areRanges, joinRanges, subtractRanges, type Range } from './ranges';

/** Of a statement of what was removed, as far as a verifier looks into it. */
export type RemovalStatement = SignedDocument<{
  readonly file?: string;
  readonly period?: string;
  readonly sequences?: readonly Range[];
}>;

/**
 * What was removed because its time was over, by statements that known keys have signed. A file that says it is complete may leave
 * out these events, and no others.
 */
export class Removals {
  #ranges: readonly Range[] = [];
  /** What was stated since these were joined: once, not for each of many statements. */
  #stated: Range[] = [];
  /** Epoch milliseconds. */
  #recordedUntil = -Infinity;

  constructor(
    private readonly origin: string | undefined,
    private readonly origins: Origins,
    private readonly keys: readonly VerifierKey[],
    private readonly findings: Findings,
  ) {}

  take(statement: RemovalStatement, line: number): void {
    const { sequences, period } = statement;
    const what = `The statement in line ${line} of what was removed`;
    let origin: string;
    let signedBy: readonly VerifierKey[];
    try {
      ({ origin, signedBy } = verifyDocument(
        statement,
        'removal-statement',
        this.keys,
      ));
    } catch (error) {
      const message = `${what} is not to be believed: ${
        (error as Error).message
      }.`;
      this.findings.add({ kind: 'altered', message, line });
      return;
    }
    const texts = signedBy.map(({ text }) => text);
    if (signedBy.length === 0) {
      const message = `${what} is not signed by a known key.`;
      this.findings.add({ kind: 'unknown-key', message, line });
    } else if (!this.origins.accept(origin, texts)) {
      const message = `${what} is of ${origin}, the file says it is of ${this.origin}.`;
      this.findings.add({ kind: 'inconsistent', message, line });
    } else if (!areRanges(sequences)) {
      const message = `${what} does not say which they were.`;
      this.findings.add({ kind: 'altered', message, line });
    } else {
      for (const range of sequences) {
        this.#stated.push(range);
      }
      const until = endOfPeriod(period) ?? -Infinity;
      this.#recordedUntil = Math.max(this.#recordedUntil, until);
    }
  }

  /** Of the events from one to before another, those that no statement tells of. */
  unexplained(from: number, to: number): readonly Range[] {
    if (this.#stated.length > 0) {
      this.#ranges = joinRanges([...this.#ranges, ...this.#stated]);
      this.#stated = [];
    }
    return subtractRanges([from, to], this.#ranges);
  }

  /** Whether an event that was recorded after a time, in epoch milliseconds, may be among those that were removed. */
  mayHaveRemovedAfter(time: number): boolean {
    return this.#recordedUntil > time;
  }
}
