// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import type { ReadEventRow } from '../../../database/eventFromRow';
import {
  TABLES,
  type BatchRow,
  type EventRow,
  type StoredInteger,
} from '../../../database/tables';
import { readColumns } from '../../../query/operations/eventColumns';
import type { Period } from '../../files/ArchiveFile';
import type { EventKind } from './kindsOf';
import type { RowReader } from './RowReader';
import type { BatchSpan } from './sequenceBlocks';

/** A row with its place. */
export type PlacedRow = ReadEventRow &
  Pick<EventRow, 'recorded_at'> & { readonly sequence: number };

interface Place {
  readonly first_sequence: StoredInteger;
  readonly position: number;
}

/** The live events of a period in some batches, in the order of the ledger, some at a time. */
export async function readSpan(
  reader: RowReader,
  dialect: Dialect,
  period: Period,
  span: BatchSpan,
): Promise<Iterable<readonly PlacedRow[]>> {
  const rows = await reader.select<ReadEventRow & Place>(
    within(reader.knex, dialect, period, span).select(
      reader.knex.raw(readColumns(dialect)),
    ),
  );
  return mapEach(rows, row => ({
    ...row,
    sequence: Number(row.first_sequence) + row.position,
  }));
}

/** What a row is deleted and chosen by, without what is long in it. */
export interface RowKey extends EventKind {
  readonly stream: number;
  readonly recorded_at: EventRow['recorded_at'];
  readonly id: string;
  readonly sequence: number;
}

/** The keys of the same. */
export async function readKeys(
  reader: RowReader,
  dialect: Dialect,
  period: Period,
  span: BatchSpan,
): Promise<Iterable<readonly RowKey[]>> {
  const { knex } = reader;
  const rows = await reader.select<
    Omit<RowKey, 'sequence' | 'recorded_at'> &
      Place & { readonly recorded_at: number }
  >(
    within(knex, dialect, period, span).select(
      'e.stream',
      'e.id',
      'e.position',
      'e.action',
      'e.category',
      knex.raw(`${dialect.milliseconds('e.recorded_at')} AS recorded_at`),
    ),
  );
  return mapEach(rows, ({ first_sequence, position, recorded_at, ...key }) => ({
    ...key,
    recorded_at: dialect.writeTime(recorded_at),
    sequence: Number(first_sequence) + position,
  }));
}

function* mapEach<TRow, TResult>(
  all: Iterable<readonly TRow[]>,
  map: (row: TRow) => TResult,
): Generator<readonly TResult[]> {
  for (const rows of all) {
    yield rows.map(map);
  }
}

/** The events of a period in some batches, with where their batches begin, in the order of the ledger. */
function within(
  knex: Knex,
  dialect: Dialect,
  period: Period,
  { from, to }: BatchSpan,
) {
  return knex
    .from(joined(knex, dialect, period))
    .where('b.first_sequence', '>=', from)
    .where('b.first_sequence', '<', to)
    .orderBy(['b.first_sequence', 'e.position'])
    .select('b.first_sequence');
}

/**
 * Batches with their events, each found by the key: a planner that knew the choice would rather read the whole month for every few
 * batches.
 */
function joined(knex: Knex, dialect: Dialect, period: Period) {
  const bounds = [
    dialect.writeTime(period.from),
    dialect.writeTime(period.to),
  ] as const;
  if (dialect.engine === 'postgres') {
    return knex.raw(
      `${TABLES.batches} b CROSS JOIN LATERAL (
         SELECT * FROM ${TABLES.events} e0
         WHERE e0.stream = b.stream AND e0.batch = b.batch
           AND e0.recorded_at >= b.first_recorded_at AND e0.recorded_at <= b.last_recorded_at
           AND e0.recorded_at >= ? AND e0.recorded_at < ?
         OFFSET 0) e`,
      [...bounds],
    );
  }
  return knex.raw(
    `${TABLES.batches} b CROSS JOIN ${TABLES.events} e
       ON e.stream = b.stream AND e.batch = b.batch
         AND e.recorded_at >= max(b.first_recorded_at, ?) AND e.recorded_at <= min(b.last_recorded_at, ? - 1)`,
    [...bounds],
  );
}

const HASH_BYTES = 32;

/** The leaves that are kept of sequences from one to before another; undefined for those of which none is. */
export async function readKeptLeaves(
  knex: Knex,
  from: number,
  to: number,
): Promise<(sequence: number) => Buffer | undefined> {
  const rows = await knex<BatchRow>(TABLES.batches)
    .whereRaw(
      `first_sequence < ? AND first_sequence >= coalesce((SELECT max(first_sequence) FROM ${TABLES.batches} WHERE first_sequence <= ?), 0)`,
      [to, from],
    )
    .select('first_sequence', 'leaves');
  const batches = rows
    .map(row => ({
      first: Number(row.first_sequence),
      leaves: row.leaves ?? Buffer.alloc(0),
    }))
    .sort((one, other) => one.first - other.first);
  let last = 0;
  return sequence => {
    while (last + 1 < batches.length && batches[last + 1].first <= sequence) {
      last++;
    }
    while (last > 0 && batches[last].first > sequence) {
      last--;
    }
    const batch = batches[last];
    const start = (sequence - (batch?.first ?? 0)) * HASH_BYTES;
    return batch && start >= 0 && start + HASH_BYTES <= batch.leaves.length
      ? batch.leaves.subarray(start, start + HASH_BYTES)
      : undefined;
  };
}
