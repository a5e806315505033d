// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { inSnapshot } from '../../database/inSnapshot';
import {
  SEALING_TABLES,
  type CheckpointRow,
} from '../../database/sealingTables';
import { TABLES, type BatchRow } from '../../database/tables';
import { batchKey, readEventRows, type ReadRows } from './readEventRows';
import { readHeaders, type StepHeader, type StepPosition } from './readHeaders';
import { readRefs, type StepRefRow } from './readRefs';
import { readTileHashes } from './readTileHashes';

export const BLOCK = 256;

const NO_ROWS: ReadRows = () => [];

export type StepBatch = StepHeader &
  Pick<BatchRow, 'leaves'> & { readonly readRows: ReadRows };

/** Some batches that follow each other, as they are at one moment, with all that is to be seen together with them. */
export interface LedgerStep {
  readonly batches: readonly StepBatch[];
  /** By id of event. */
  readonly refs: ReadonlyMap<string, readonly StepRefRow[]>;
  /** Those behind the last that was seen, up to where these batches end. */
  readonly checkpoints: readonly CheckpointRow[];
  /** Of complete blocks of 256 leaves that end in these batches: by number of the block, the hash that is kept of it. */
  readonly tiles: ReadonlyMap<number, Buffer>;
}

/** The batches behind a place; undefined when there are no more that begin before `end`. */
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
): Promise<LedgerStep | undefined> {
  return inSnapshot(knex, dialect, async transaction => {
    const headers = await readHeaders(transaction, dialect, after, end);
    if (headers.length === 0) {
      return undefined;
    }
    const first = headers[0].first_sequence;
    const last = headers[headers.length - 1];
    const until = last.first_sequence + Math.max(0, last.event_count);
    const leaves = await transaction<BatchRow>(TABLES.batches)
      .whereBetween('first_sequence', [first, last.first_sequence])
      .select('stream', 'batch', 'leaves');
    const leavesOf = new Map(leaves.map(row => [batchKey(row), row.leaves]));
    const rowsOf = await readEventRows(transaction, dialect, headers);
    return {
      batches: headers.map(header => ({
        ...header,
        leaves: leavesOf.get(batchKey(header)) ?? null,
        readRows: rowsOf.get(batchKey(header)) ?? NO_ROWS,
      })),
      refs: await readRefs(transaction, dialect, headers),
      checkpoints: await transaction<CheckpointRow>(SEALING_TABLES.checkpoints)
        .where('size', '>', seenCheckpoint)
        .where('size', '<=', Math.min(until, end))
        .orderBy('size')
        .select(
          'size',
          'root',
          'note',
          transaction.raw(`${dialect.milliseconds('sealed_at')} AS sealed_at`),
        ),
      tiles: await readTileHashes(
        transaction,
        1,
        Math.floor(first / BLOCK),
        Math.floor(until / BLOCK),
      ),
    };
  });
}
