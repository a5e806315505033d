// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { TABLES, type EventRefRow } from '../../database/tables';
import type { StepHeader } from './readHeaders';
import { withinStep } from './stepWindows';

/** A further target or project. Times are epoch milliseconds. */
export type StepRefRow = Omit<EventRefRow, 'occurred_at' | 'recorded_at'> & {
  readonly occurred_at: number;
  readonly recorded_at: number;
};

/** By id of event, the further targets and projects of what was recorded in the time of some batches. */
export async function readRefs(
  transaction: Knex.Transaction,
  dialect: Dialect,
  headers: readonly StepHeader[],
): Promise<ReadonlyMap<string, readonly StepRefRow[]>> {
  const numbered = (column: string) =>
    transaction.raw(`${dialect.milliseconds(`r.${column}`)} AS ${column}`);
  const rows: StepRefRow[] = await withinStep(
    transaction.from({ r: TABLES.refs }),
    dialect,
    headers,
    'r',
  ).select(
    'r.stream',
    'r.id',
    'r.kind',
    'r.ref',
    numbered('occurred_at'),
    numbered('recorded_at'),
  );
  const refsOf = new Map<string, StepRefRow[]>();
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
