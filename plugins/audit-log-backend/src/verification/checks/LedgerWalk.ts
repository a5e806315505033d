// SPDX-License-Identifier: Apache-2.0
import { TreeRange } from 'backstage-plugin-audit-log-verify';
import type { CheckpointRow } from '../../database/sealingTables';
import { Tree } from '../../sealing/Tree';
import { lastBatchUpTo } from '../operations/lastBatchUpTo';
import {
  BLOCK,
  readStep,
  type LedgerStep,
  type SequencedEventRow,
  type StepBatch,
  type StepPosition,
} from '../operations/readStep';
import type { VerificationContext } from '../VerificationContext';
import { checkCheckpoint } from './checkCheckpoint';
import { checkEvent } from './checkEvent';
import { KeptTree } from './KeptTree';
import { placeRows } from './placeRows';

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
    const before = await lastBatchUpTo(context.knex, start);
    const walk = new LedgerWalk(context, start, range.to, before);
    const base = await walk.#readTree(start);
    if (base) {
      walk.#tree = KeptTree.of(base);
    } else {
      walk.#tree.skipTo(start);
    }
    return walk;
  }

  verified = 0;
  erased = 0;
  /** recorded_at of the last event, epoch milliseconds. */
  recordedUntil: number | undefined;
  /** By operation id of an erasure, the first event that it erased something of. */
  readonly erasures = new Map<string, number>();

  #tree = KeptTree.of(TreeRange.empty());
  #position: StepPosition;
  #seenCheckpoint: number;
  /** Size of the last checkpoint that was found to fit. */
  #sound: number;
  #isUnsound = false;
  #lacksHashes = false;

  private constructor(
    private readonly context: VerificationContext,
    private readonly start: number,
    private readonly end: number,
    before: number,
  ) {
    this.#position = { sequence: before, stream: -1, batch: -1 };
    this.#seenCheckpoint = start - 1;
    this.#sound = start;
  }

  /** How far it has come. */
  get size(): number {
    return this.#tree.size;
  }

  /** Takes the next batches; false when that were the last. */
  async step(): Promise<boolean> {
    const { context, end } = this;
    const { batches, ...seen } = await readStep(context.knex, context.dialect, {
      after: this.#position,
      end,
      seenCheckpoint: this.#seenCheckpoint,
    });
    const checkpoints = [...seen.checkpoints];
    for (const [index, batch] of batches.entries()) {
      const { first_sequence: sequence, stream } = batch;
      this.#position = { sequence, stream, batch: batch.batch };
      if (this.#takesPlace(batch)) {
        await this.#takeBatch(batch, batches[index + 1], seen, checkpoints);
      }
    }
    checkpoints.forEach(row => this.#check(row));
    await context.pace.breathe(context.signal);
    return batches.length > 0 && this.size < end;
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
      this.#tree.skipTo(first);
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
    step: Pick<LedgerStep, 'refs' | 'tiles'>,
    checkpoints: CheckpointRow[],
  ): Promise<void> {
    const { dialect, findings, pace, signal } = this.context;
    const first = batch.first_sequence;
    const { rows, surplus, differs } = placeRows(batch, next, dialect.readTime);
    const range = { sequence: first, until: first + rows.length };
    if (differs.length > 0) {
      const message = `What is kept of a batch does not follow from its events: ${differs.join(
        ', ',
      )}`;
      findings.add({ kind: 'derived', message, ...range });
    }
    if (!batch.leaves) {
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
    for (let position = 0; position < rows.length; position++) {
      const sequence = first + position;
      if (sequence < this.size || sequence >= this.end) {
        continue;
      }
      while (Number(checkpoints[0]?.size) <= this.size) {
        this.#check(checkpoints.shift()!);
      }
      const kept = batch.leaves?.subarray(
        position * HASH_BYTES,
        (position + 1) * HASH_BYTES,
      );
      const whole = kept?.length === HASH_BYTES ? kept : undefined;
      const leaf = this.#takeRow(rows[position], sequence, whole, step);
      await this.#append(whole ?? leaf, step);
      if (this.verified % EVENTS_AT_ONCE === 0) {
        await pace.breathe(signal);
      }
    }
  }

  /** Looks at one event; gives its leaf, computed anew. */
  #takeRow(
    row: SequencedEventRow | undefined,
    sequence: number,
    kept: Buffer | undefined,
    step: Pick<LedgerStep, 'refs'>,
  ): Buffer | undefined {
    const { dialect, findings } = this.context;
    this.verified += 1;
    if (!row) {
      const message = 'Events are missing';
      findings.add({ kind: 'removed', message, sequence });
      return undefined;
    }
    const refs = step.refs.get(row.id) ?? [];
    const { leaf, seal, finding } = checkEvent(row, refs, sequence, dialect);
    if (leaf && kept && !leaf.equals(kept)) {
      findings.addAltered(
        {
          kind: 'altered',
          message: `Event ${sequence} is not as it was sealed`,
          sequence,
          eventId: row.id,
        },
        kept.toString('base64'),
        leaf.toString('base64'),
      );
    } else if (finding) {
      findings.add(finding);
    }
    const erased = Object.values(seal?.erased ?? {});
    this.erased += erased.length > 0 ? 1 : 0;
    for (const { operation } of erased) {
      this.erasures.set(operation, this.erasures.get(operation) ?? sequence);
    }
    this.recordedUntil = dialect.readTime(row.recorded_at);
    return leaf;
  }

  async #append(
    leaf: Buffer | undefined,
    step: Pick<LedgerStep, 'tiles'>,
  ): Promise<void> {
    if (!leaf) {
      this.#tree.skipTo(this.size + 1);
    } else {
      this.#tree.append(leaf);
    }
    if (this.size % BLOCK !== 0) {
      return;
    }
    const kept = step.tiles.get(this.size / BLOCK - 1);
    const anchor = this.#tree.isKnown
      ? undefined
      : await this.#readTree(this.size);
    if (!this.#tree.closeBlock(kept, anchor).fits) {
      this.context.findings.add({
        kind: 'altered',
        message: `The leaves of these events are not those of which ${
          kept ? 'a hash' : 'a hash, now missing,'
        } was kept`,
        sequence: this.size - BLOCK,
        until: this.size,
      });
    }
  }

  #check(row: CheckpointRow): void {
    const { findings } = this.context;
    const { size, root, problem } = checkCheckpoint(row, this.context);
    const range = { sequence: this.#sound, until: size };
    this.#seenCheckpoint = size;
    if (problem) {
      findings.add({ ...problem, ...range });
    }
    if (size !== this.size || !this.#tree.isKnown) {
      return;
    }
    if (this.#tree.hasRoot(root)) {
      this.#sound = size;
      this.#isUnsound = false;
    } else if (!this.#isUnsound) {
      this.#isUnsound = true;
      const message = `These are not the events for which the checkpoint of ${size} events was signed`;
      findings.add({ kind: 'inconsistent', message, ...range });
    }
  }

  /** The tree of so many leaves as it is kept; undefined where hashes are missing. */
  async #readTree(size: number): Promise<TreeRange | undefined> {
    try {
      return await Tree.create({ knex: this.context.knex }).range(size);
    } catch (error: unknown) {
      if ((error as Error).name !== 'DamagedTreeError') {
        throw error;
      }
      if (!this.#lacksHashes) {
        this.#lacksHashes = true;
        const message = `Hashes of the first ${size} events are missing`;
        const range = { sequence: 0, until: size };
        this.context.findings.add({ kind: 'altered', message, ...range });
      }
      return undefined;
    }
  }
}
