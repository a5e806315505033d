// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import { TABLES, type StoredTime } from '../../../database/tables';
import type { Period, SequenceRanges } from '../../files/ArchiveFile';
import { lastBatchUpTo } from '../../../verification/operations/lastBatchUpTo';

/** How many sequences are one block, which is read at once: some megabytes, where all events are as large as they may be some ten. */
export const BLOCK = 1_024;
/** Rows of one statement, which holds up everything else in the process on SQLite. */
const ROWS = { postgres: 50_000, sqlite: 4_000 } as const;

/** Batches whose first sequence is from the first to before the second. */
export interface BatchSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * Where in the order of the ledger the events of a period are that are in the live table: blocks of sequences, in order. Most are
 * in a row, those that came late are far behind, and what lies between is not looked at.
 */
export async function blocksOfPeriod(
  knex: Knex,
  dialect: Dialect,
  period: Period,
  options: { readonly before: number; readonly signal: AbortSignal },
): Promise<readonly BatchSpan[]> {
  const blocks = new Set<number>();
  const streams: number[] = await knex(TABLES.streams).pluck('stream');
  const end = dialect.writeTime(period.to);
  for (const stream of streams) {
    let from: StoredTime | undefined = dialect.writeTime(period.from);
    while (from !== undefined) {
      options.signal.throwIfAborted();
      const within = { stream, from, to: end };
      const next = await windowEnd(knex, within, ROWS[dialect.engine]);
      const found: { block: number | string }[] = await knex
        .from({ e: TABLES.events })
        .join({ b: TABLES.batches }, join =>
          join.on('b.stream', 'e.stream').andOn('b.batch', 'e.batch'),
        )
        .where('e.stream', stream)
        .where('e.recorded_at', '>=', from)
        .where('e.recorded_at', '<', next ?? end)
        .where('b.first_sequence', '<', options.before)
        .distinct(knex.raw(`b.first_sequence / ${BLOCK} AS block`));
      found.forEach(({ block }) => blocks.add(Number(block)));
      from = next;
      await nextTurn();
    }
  }
  return [...blocks]
    .sort((one, other) => one - other)
    .map(block => ({ from: block * BLOCK, to: (block + 1) * BLOCK }));
}

/** The time that so many rows further on begins; undefined when there are fewer. Rows of one time are not torn apart. */
async function windowEnd(
  knex: Knex,
  within: {
    readonly stream: number;
    readonly from: StoredTime;
    readonly to: StoredTime;
  },
  rows: number,
): Promise<StoredTime | undefined> {
  const row: { recorded_at: StoredTime } | undefined = await knex(TABLES.events)
    .where({ stream: within.stream })
    // Not the time it begins with again, or it would have no end.
    .where('recorded_at', '>', within.from)
    .where('recorded_at', '<', within.to)
    .orderBy('recorded_at')
    .offset(rows)
    .first('recorded_at');
  return row?.recorded_at;
}

/** The blocks that sequences are in, in order. */
export async function* blocksOfRanges(
  knex: Knex,
  ranges: SequenceRanges,
): AsyncGenerator<BatchSpan> {
  let last = -1;
  for (const [from, to] of ranges) {
    const end = Math.floor((to - 1) / BLOCK);
    for (
      let block = Math.max(last + 1, Math.floor(from / BLOCK));
      block <= end;
      block++
    ) {
      // The batch that the block begins in may have begun before it.
      const first =
        block === last + 1 && last >= 0
          ? block * BLOCK
          : await lastBatchUpTo(knex, block * BLOCK);
      yield {
        from: Math.min(first, block * BLOCK),
        to: (block + 1) * BLOCK,
      };
      last = block;
    }
  }
}
