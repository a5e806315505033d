// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  copiedLines,
  copiedText,
  copiedValue,
} from '../../database/copiedLines';
import type { Dialect } from '../../database/dialect';
import { TABLES, type EventRow } from '../../database/tables';
import type { StepHeader } from './readHeaders';
import { withinStep } from './stepWindows';

/** The row of an event. Times are epoch milliseconds. */
export type StepEventRow = Omit<EventRow, 'occurred_at' | 'recorded_at'> & {
  readonly occurred_at: number;
  readonly recorded_at: number;
};

const TIMES = ['occurred_at', 'recorded_at'] as const;
const COLUMNS = [
  'stream',
  'batch',
  'position',
  'id',
  'operation_id',
  'duration_ms',
  'plugin',
  'event',
  'action',
  'category',
  'severity',
  'outcome',
  'actor_type',
  'actor',
  'via',
  'target',
  'project',
  'address',
  'details',
  'search_text',
  'has_more_refs',
] as const satisfies readonly Exclude<keyof EventRow, (typeof TIMES)[number]>[];

/** The events of a batch, in any order: made when they are asked for, since what lives long costs more than what is made twice. */
export type ReadRows = () => readonly StepEventRow[];

/** The events of some batches that follow each other, by the `batchKey` of their batch. */
export async function readEventRows(
  transaction: Knex.Transaction,
  dialect: Dialect,
  headers: readonly StepHeader[],
): Promise<ReadonlyMap<string, ReadRows>> {
  const query = withinStep(
    transaction
      .from({ b: TABLES.batches })
      .join({ e: TABLES.events }, join =>
        join
          .on('e.stream', 'b.stream')
          .andOn('e.batch', 'b.batch')
          .andOn('e.recorded_at', '>=', 'b.first_recorded_at')
          .andOn('e.recorded_at', '<=', 'b.last_recorded_at'),
      )
      .whereBetween('b.first_sequence', [
        headers[0].first_sequence,
        headers[headers.length - 1].first_sequence,
      ]),
    dialect,
    headers,
    'e',
  ).select(
    ...COLUMNS.map(column => `e.${column}`),
    ...TIMES.map(column =>
      transaction.raw(`${dialect.milliseconds(`e.${column}`)} AS ${column}`),
    ),
  );
  if (dialect.engine === 'postgres') {
    const lines = await copiedLines(transaction, query);
    return byBatch(lines, keyOfLine, own => own.map(rowOf));
  }
  const rows: StepEventRow[] = await query;
  return byBatch(rows, batchKey, own => own);
}

/** What tells batches apart: their stream and their number in it. */
export function batchKey({
  stream,
  batch,
}: Pick<EventRow, 'stream' | 'batch'>): string {
  return `${stream}\t${batch}`;
}

/** The same of a line, the first two values of which these are. */
function keyOfLine(line: string): string {
  return line.slice(0, line.indexOf('\t', line.indexOf('\t') + 1));
}

function byBatch<T>(
  given: readonly T[],
  keyOf: (one: T) => string,
  rowsOf: (own: readonly T[]) => readonly StepEventRow[],
): ReadonlyMap<string, ReadRows> {
  const batches = new Map<string, T[]>();
  for (const one of given) {
    const key = keyOf(one);
    const others = batches.get(key);
    if (others) {
      others.push(one);
    } else {
      batches.set(key, [one]);
    }
  }
  return new Map(Array.from(batches, ([key, own]) => [key, () => rowsOf(own)]));
}

/** A row as PostgreSQL copies it. */
function rowOf(line: string): StepEventRow {
  const values = line.split('\t');
  return {
    stream: Number(values[0]),
    batch: values[1],
    position: Number(values[2]),
    id: values[3],
    operation_id: values[4],
    duration_ms: copiedValue(values[5]),
    plugin: copiedText(values[6])!,
    event: copiedText(values[7])!,
    action: copiedText(values[8])!,
    category: copiedText(values[9])!,
    severity: Number(values[10]),
    outcome: Number(values[11]),
    actor_type: Number(values[12]),
    actor: copiedText(values[13]),
    via: copiedText(values[14]),
    target: copiedText(values[15]),
    project: copiedText(values[16]),
    address: copiedText(values[17]),
    details: copiedText(values[18])!,
    search_text: copiedText(values[19])!,
    has_more_refs: values[20] === 't',
    occurred_at: Number(values[21]),
    recorded_at: Number(values[22]),
  };
}
