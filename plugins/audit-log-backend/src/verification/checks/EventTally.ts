// SPDX-License-Identifier: Apache-2.0
import type { StepEventRow } from '../operations/readEventRows';
import type { LedgerStep } from '../operations/readStep';
import type { VerificationContext } from '../VerificationContext';
import { ErasedEvents } from '../erasures/ErasedEvents';
import { checkEvent } from './checkEvent';

/** Looks at events one after the other, each by itself, and counts them. */
export class EventTally {
  verified = 0;
  /** recorded_at of the last event, epoch milliseconds. */
  recordedUntil: number | undefined;
  readonly erased = new ErasedEvents();

  constructor(
    private readonly context: Pick<
      VerificationContext,
      'findings' | 'coverage'
    >,
  ) {}

  /** Compares one event with what is kept as its leaf; gives its leaf, computed anew. */
  take(
    row: StepEventRow | undefined,
    sequence: number,
    kept: Buffer | undefined,
    { refs }: Pick<LedgerStep, 'refs'>,
  ): Buffer | undefined {
    const { findings, coverage } = this.context;
    this.verified += 1;
    if (!row) {
      if (!coverage?.has(sequence)) {
        const message = 'Events are missing';
        findings.add({ kind: 'removed', message, sequence });
      }
      return undefined;
    }
    const own = refs.get(row.id);
    const { leaf, seal, ...found } = checkEvent(row, own, sequence, kept);
    if (found.isAltered) {
      const message = `Event ${sequence} is not as it was sealed`;
      findings.addAltered(
        { kind: 'altered', message, sequence, eventId: row.id },
        kept!.toString('base64'),
        leaf!.toString('base64'),
      );
    } else if (found.finding) {
      findings.add(found.finding);
    }
    if (seal?.erased) {
      this.erased.see(seal, {
        sequence,
        recordedAt: row.recorded_at,
        // What is in both places is counted there.
        isCounted: !coverage?.wasFiled(sequence),
      });
    }
    this.recordedUntil = row.recorded_at;
    return leaf;
  }
}
