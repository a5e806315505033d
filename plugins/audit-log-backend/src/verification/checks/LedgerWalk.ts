// SPDX-License-Identifier: Apache-2.0
import type { CheckpointRow } from '../../database/sealingTables';
import { lastBatchUpTo } from '../operations/lastBatchUpTo';
import { readSteps } from '../operations/readSteps';
import { BLOCK, type LedgerStep, type StepBatch } from '../operations/readStep';
import type { VerificationContext } from '../VerificationContext';
import { EventTally } from './EventTally';
import { placeRows } from './placeRows';
import { SealedTree } from './SealedTree';

const HASH_BYTES = 32;
/** Events between two breaths: some milliseconds. */
const EVENTS_AT_ONCE = 128;

/**
 * Walks through the ledger in its order, from a multiple of 256 on. Each event is compared with the leaf that is kept of it,
 * the leaves with the hashes and the signed roots above them: so what was altered is named by its sequence where what
 * lies above it is as it was, and narrowed down where that was changed too.
 */
export class LedgerWalk {
  static async create(
    context: VerificationContext,
    range: { readonly from: number; readonly to: number },
  ): Promise<LedgerWalk> {
    const start = Math.floor(range.from / BLOCK) * BLOCK;
    const tree = await SealedTree.create(context, start);
    return new LedgerWalk(context, tree, start, range.to);
  }

  readonly tally: EventTally;

  private constructor(
    private readonly context: VerificationContext,
    private readonly tree: SealedTree,
    private readonly start: number,
    private readonly end: number,
  ) {
    this.tally = new EventTally(context);
  }

  /** How far it has come. */
  get size(): number {
    return this.tree.size;
  }

  /** Walks to the end; `onStep` is called now and then. */
  async run(onStep: () => void): Promise<void> {
    const { context, start, end } = this;
    const { knex, dialect, pace, signal } = context;
    if (start >= end) {
      return;
    }
    const sequence = await lastBatchUpTo(knex, start);
    const steps = readSteps(knex, dialect, {
      after: { sequence, stream: -1, batch: -1 },
      end,
      seenCheckpoint: start - 1,
    });
    for await (const step of steps) {
      await this.#take(step);
      await pace.breathe(signal);
      onStep();
      if (this.size >= end) {
        return;
      }
    }
  }

  async #take(step: LedgerStep): Promise<void> {
    const checkpoints = [...step.checkpoints];
    for (const [index, batch] of step.batches.entries()) {
      if (this.#takesPlace(batch)) {
        const next = step.batches[index + 1];
        await this.#takeBatch(batch, next, step, checkpoints);
      }
    }
    checkpoints.forEach(row => this.tree.check(row));
  }

  /** Whether a batch is the next one, maybe after some that are missing. */
  #takesPlace(batch: StepBatch): boolean {
    const { findings } = this.context;
    const { first_sequence: first, event_count } = batch;
    if (first > this.size) {
      findings.add({
        kind: 'removed',
        message: `Events are missing`,
        sequence: this.size,
        until: first,
      });
      this.tree.skipTo(first);
    } else if (first < this.size && this.size !== this.start) {
      findings.add({
        kind: 'inserted',
        message: `Events have the sequences of others: batch ${batch.batch} of stream ${batch.stream}`,
        sequence: first,
        until: first + Math.max(1, event_count),
      });
      return false;
    }
    return true;
  }

  async #takeBatch(
    batch: StepBatch,
    next: StepBatch | undefined,
    step: LedgerStep,
    checkpoints: CheckpointRow[],
  ): Promise<void> {
    const { context, tree, tally } = this;
    const { first_sequence: first, leaves } = batch;
    const room = this.end - first;
    const { rows, surplus, differs } = placeRows(batch, next, room);
    this.#tellOf(batch, { count: rows.length, surplus, differs });
    const { coverage } = context;
    if (
      rows.some((row, position) => !row && !coverage?.has(first + position))
    ) {
      // They may have been archived while this is under way.
      await coverage?.refresh();
    }
    for (let position = 0; position < rows.length; position++) {
      const sequence = first + position;
      if (sequence < this.size || sequence >= this.end) {
        continue;
      }
      while (Number(checkpoints[0]?.size) <= this.size) {
        tree.check(checkpoints.shift()!);
      }
      const at = position * HASH_BYTES;
      const kept = leaves?.subarray(at, at + HASH_BYTES);
      const whole = kept?.length === HASH_BYTES ? kept : undefined;
      const leaf = tally.take(rows[position], sequence, whole, step);
      const closing = tree.append(whole ?? leaf, step);
      if (closing) {
        await closing;
      }
      if (tally.verified % EVENTS_AT_ONCE === 0) {
        await context.pace.breathe(context.signal);
      }
    }
  }

  /** What is wrong with a batch as a whole. */
  #tellOf(
    { first_sequence: first, leaves }: StepBatch,
    {
      count,
      surplus,
      differs,
    }: Pick<ReturnType<typeof placeRows>, 'surplus' | 'differs'> & {
      readonly count: number;
    },
  ): void {
    const { findings } = this.context;
    const range = { sequence: first, until: first + count };
    if (differs.length > 0) {
      const message = `What is kept of a batch does not follow from its events: ${differs.join(
        ', ',
      )}`;
      findings.add({ kind: 'derived', message, ...range });
    }
    if (!leaves) {
      const message = 'The leaves of these events are not there any more';
      findings.add({ kind: 'altered', message, ...range });
    }
    for (const row of surplus) {
      findings.add({
        kind: 'inserted',
        message: `A batch has an event more than it had, at position ${row.position}`,
        sequence: first + Math.max(0, row.position),
        eventId: row.id,
      });
    }
  }
}
