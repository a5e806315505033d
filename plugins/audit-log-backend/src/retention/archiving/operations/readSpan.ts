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
import { EVENT_COLUMNS } from '../../../query/operations/eventColumns';
import type { Period } from '../../files/ArchiveFile';
import type { EventKind } from './kindsOf';
import type { BatchSpan } from './sequenceBlocks';

/** A row with its place. */
export type PlacedRow = ReadEventRow &
  Pick<EventRow, 'stream' | 'batch'> & { readonly sequence: number };

/** The live events of a period in some batches, in the order of the ledger, each with the leaf that is kept of it. */
export async function readSpan(
  knex: Knex,
  dialect: Dialect,
  period: Period,
  span: BatchSpan,
): Promise<readonly PlacedRow[]> {
  const rows: (ReadEventRow &
    Pick<EventRow, 'stream' | 'batch'> & { first_sequence: StoredInteger })[] =
    await knex
      .from(joined(knex, dialect, period))
      .where('b.first_sequence', '>=', span.from)
      .where('b.first_sequence', '<', span.to)
      .orderBy(['b.first_sequence', 'e.position'])
      .select(knex.raw(`${EVENT_COLUMNS}, b.first_sequence`));
  return rows.map(row => ({
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
  knex: Knex,
  dialect: Dialect,
  period: Period,
  span: BatchSpan,
): Promise<readonly RowKey[]> {
  const rows: (Omit<RowKey, 'sequence'> & {
    first_sequence: StoredInteger;
    position: number;
  })[] = await knex
    .from(joined(knex, dialect, period))
    .where('b.first_sequence', '>=', span.from)
    .where('b.first_sequence', '<', span.to)
    .orderBy(['b.first_sequence', 'e.position'])
    .select(
      'e.stream',
      'e.recorded_at',
      'e.id',
      'e.position',
      'e.action',
      'e.category',
      'b.first_sequence',
    );
  return rows.map(({ first_sequence, position, ...key }) => ({
    ...key,
    sequence: Number(first_sequence) + position,
  }));
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
  const leaves = new Map<number, Buffer>();
  for (const row of rows) {
    const first = Number(row.first_sequence);
    const count = Math.floor((row.leaves?.length ?? 0) / HASH_BYTES);
    for (let place = 0; place < count; place++) {
      leaves.set(
        first + place,
        row.leaves!.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES),
      );
    }
  }
  return sequence => leaves.get(sequence);
}
