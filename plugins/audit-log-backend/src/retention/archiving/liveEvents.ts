// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Period, SequenceRanges } from '../files/ArchiveFile';
import { RangeSet } from '../files/RangeSet';
import type { EventKind } from './operations/kindsOf';
import { blocksOfPeriod, blocksOfRanges } from './operations/sequenceBlocks';
import { RowReader } from './operations/RowReader';
import {
  readKeys,
  readSpan,
  type PlacedRow,
  type RowKey,
} from './operations/readSpan';
import type { WorkContext } from './WorkContext';

/** Which events of a period: those of a class below a sequence but some, or exactly these. */
export type Selection =
  | {
      readonly period: Period;
      readonly before: number;
      readonly isOfClass: (kind: EventKind) => boolean;
      readonly excluded: RangeSet;
    }
  | { readonly period: Period; readonly sequences: SequenceRanges };

type Source = Pick<WorkContext, 'knex' | 'dialect'>;

/** The rows of events in the live table, in the order of the ledger, some at a time. */
export function liveRows(
  context: Source,
  selection: Selection,
  signal: AbortSignal,
): AsyncGenerator<readonly PlacedRow[]> {
  return select(context, selection, readSpan, signal);
}

/** Only their keys. */
export function liveKeys(
  context: Source,
  selection: Selection,
  signal: AbortSignal,
): AsyncGenerator<readonly RowKey[]> {
  return select(context, selection, readKeys, signal);
}

async function* select<TRow extends EventKind & { readonly sequence: number }>(
  { knex, dialect }: Source,
  selection: Selection,
  read: (
    reader: RowReader,
    dialect: Source['dialect'],
    period: Period,
    span: { readonly from: number; readonly to: number },
  ) => Promise<Iterable<readonly TRow[]>>,
  signal: AbortSignal,
): AsyncGenerator<readonly TRow[]> {
  const { period } = selection;
  const isWanted = wanted(selection);
  const spans =
    'sequences' in selection
      ? blocksOfRanges(knex, selection.sequences)
      : await blocksOfPeriod(knex, dialect, period, { ...selection, signal });
  let last = -1;
  const reader = RowReader.create(knex, dialect);
  const found = ahead(spans, span => read(reader, dialect, period, span));
  for await (const block of found) {
    // The batch that a block begins in may have been read with the block before.
    const seen = last;
    for (const all of block) {
      signal.throwIfAborted();
      const rows = all.filter(row => row.sequence > seen && isWanted(row));
      last = rows.at(-1)?.sequence ?? last;
      if (rows.length > 0) {
        yield rows;
      }
      // V8 likes to look for young garbage between turns, where hardly anything outlives it.
      await nextTurn();
    }
  }
}

/** Reads the next while the one before is worked on. */
async function* ahead<TSpan, TRow>(
  spans: Iterable<TSpan> | AsyncIterable<TSpan>,
  read: (span: TSpan) => Promise<TRow>,
): AsyncGenerator<TRow> {
  let reading: Promise<TRow> | undefined;
  for await (const span of spans) {
    const before = reading;
    reading = read(span);
    // It may fail while nobody waits for it, and nobody may ever.
    reading.catch(() => {});
    if (before) {
      yield await before;
    }
  }
  if (reading) {
    yield await reading;
  }
}

function wanted(
  selection: Selection,
): (row: EventKind & { readonly sequence: number }) => boolean {
  if ('sequences' in selection) {
    const set = RangeSet.of(selection.sequences);
    return ({ sequence }) => set.has(sequence);
  }
  const { before, excluded, isOfClass } = selection;
  return row =>
    row.sequence < before && !excluded.has(row.sequence) && isOfClass(row);
}
