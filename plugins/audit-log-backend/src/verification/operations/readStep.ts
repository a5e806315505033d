// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { inSnapshot } from '../../database/inSnapshot';
import {
  SEALING_TABLES,
  type CheckpointRow,
} from '../../database/sealingTables';
import {
  TABLES,
  type BatchRow,
  type EventRefRow,
  type EventRow,
} from '../../database/tables';
import { readTileHashes } from './readTileHashes';

/** Bounds what is held in memory, and how long the database keeps a moment for us. */
const EVENTS_IN_A_STEP = 1000;
const BATCHES_IN_A_STEP = 1000;
export const BLOCK = 256;

/** A place between two batches, in the order of the ledger. */
export interface StepPosition {
  readonly sequence: number;
  readonly stream: number;
  readonly batch: number;
}

/** The row of an event with `first_sequence` of its batch. */
export type SequencedEventRow = EventRow & Pick<BatchRow, 'first_sequence'>;

export type StepBatch = Pick<
  BatchRow,
  'event_count' | 'first_recorded_at' | 'last_recorded_at' | 'leaves'
> & {
  readonly stream: number;
  readonly batch: number;
  readonly first_sequence: number;
  readonly rows: readonly SequencedEventRow[];
};

/** Some batches that follow each other, as they are at one moment, with all that is to be seen together with them. */
export interface LedgerStep {
  readonly batches: readonly StepBatch[];
  /** By id of event. */
  readonly refs: ReadonlyMap<string, readonly EventRefRow[]>;
  /** Those behind the last that was seen, up to where these batches end. */
  readonly checkpoints: readonly CheckpointRow[];
  /** Of complete blocks of 256 leaves that end in these batches: by number of the block, the hash that is kept of it. */
  readonly tiles: ReadonlyMap<number, Buffer>;
}

/** The batches behind a place, none when there are no more that begin before `end`. */
export function readStep(
  knex: Knex,
  dialect: Dialect,
  {
    after,
    end,
    seenCheckpoint,
  }: {
    readonly after: StepPosition;
    readonly end: number;
    readonly seenCheckpoint: number;
  },
): Promise<LedgerStep> {
  return inSnapshot(knex, dialect, async transaction => {
    const headers = await readHeaders(transaction, after, end);
    if (headers.length === 0) {
      return {
        batches: [],
        refs: new Map(),
        checkpoints: [],
        tiles: new Map(),
      };
    }
    const first = headers[0].first_sequence;
    const last = headers[headers.length - 1];
    const until = last.first_sequence + Math.max(0, last.event_count);
    const range = [first, last.first_sequence] as const;
    const leaves = await transaction<BatchRow>(TABLES.batches)
      .whereBetween('first_sequence', range)
      .select('stream', 'batch', 'leaves');
    const leavesOf = new Map(leaves.map(row => [keyOf(row), row.leaves]));
    const rowsOf = await readRows(transaction, range);
    return {
      batches: headers.map(header => ({
        ...header,
        leaves: leavesOf.get(keyOf(header)) ?? null,
        rows: rowsOf.get(keyOf(header)) ?? [],
      })),
      refs: await readRefs(transaction, range),
      checkpoints: await transaction<CheckpointRow>(SEALING_TABLES.checkpoints)
        .where('size', '>', seenCheckpoint)
        .where('size', '<=', Math.min(until, end))
        .orderBy('size')
        .select(),
      tiles: await readTileHashes(
        transaction,
        1,
        Math.floor(first / BLOCK),
        Math.floor(until / BLOCK),
      ),
    };
  });
}

async function readHeaders(
  transaction: Knex.Transaction,
  after: StepPosition,
  end: number,
): Promise<readonly Omit<StepBatch, 'leaves' | 'rows'>[]> {
  const rows = await transaction<BatchRow>(TABLES.batches)
    .whereNotNull('first_sequence')
    // Said twice: the first is what the index is read by.
    .where('first_sequence', '>=', after.sequence)
    .whereRaw('(first_sequence, stream, batch) > (?, ?, ?)', [
      after.sequence,
      after.stream,
      after.batch,
    ])
    .where('first_sequence', '<', end)
    .orderBy(['first_sequence', 'stream', 'batch'])
    .limit(BATCHES_IN_A_STEP)
    .select(
      'stream',
      'batch',
      'event_count',
      'first_sequence',
      'first_recorded_at',
      'last_recorded_at',
    );
  let events = 0;
  const enough = rows.findIndex(row => {
    events += Math.max(0, row.event_count);
    return events >= EVENTS_IN_A_STEP;
  });
  return (enough < 0 ? rows : rows.slice(0, enough + 1)).map(row => ({
    ...row,
    batch: Number(row.batch),
    first_sequence: Number(row.first_sequence),
  }));
}

async function readRows(
  transaction: Knex.Transaction,
  range: readonly [number, number],
): Promise<ReadonlyMap<string, readonly SequencedEventRow[]>> {
  const rows: SequencedEventRow[] = await transaction
    .from({ b: TABLES.batches })
    .join({ e: TABLES.events }, join =>
      join
        .on('e.stream', 'b.stream')
        .andOn('e.batch', 'b.batch')
        .andOn('e.recorded_at', '>=', 'b.first_recorded_at')
        .andOn('e.recorded_at', '<=', 'b.last_recorded_at'),
    )
    .whereBetween('b.first_sequence', range)
    .orderBy(['b.first_sequence', 'e.position'])
    .select('e.*', 'b.first_sequence');
  const rowsOf = new Map<string, SequencedEventRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const others = rowsOf.get(key);
    if (others) {
      others.push(row);
    } else {
      rowsOf.set(key, [row]);
    }
  }
  return rowsOf;
}

async function readRefs(
  transaction: Knex.Transaction,
  range: readonly [number, number],
): Promise<ReadonlyMap<string, readonly EventRefRow[]>> {
  const rows: EventRefRow[] = await transaction
    .distinct('r.*')
    .from({ b: TABLES.batches })
    .join({ r: TABLES.refs }, join =>
      join
        .on('r.stream', 'b.stream')
        .andOn('r.recorded_at', '>=', 'b.first_recorded_at')
        .andOn('r.recorded_at', '<=', 'b.last_recorded_at'),
    )
    .whereBetween('b.first_sequence', range);
  const refsOf = new Map<string, EventRefRow[]>();
  for (const row of rows) {
    const others = refsOf.get(row.id);
    if (others) {
      others.push(row);
    } else {
      refsOf.set(row.id, [row]);
    }
  }
  return refsOf;
}

function keyOf({ stream, batch }: Pick<BatchRow, 'stream' | 'batch'>): string {
  return `${stream}/${batch}`;
}
