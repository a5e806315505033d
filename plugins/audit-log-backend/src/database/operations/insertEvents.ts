// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { ColumnType, Dialect } from '../dialect';
import { TABLES, type EventRow } from '../tables';
import type { BatchToAppend } from './appendBatch';

const COLUMNS: Readonly<
  Record<Exclude<keyof EventRow, 'stream' | 'batch'>, ColumnType>
> = {
  position: 'integer',
  id: 'uuid',
  operation_id: 'uuid',
  occurred_at: 'time',
  recorded_at: 'time',
  duration_ms: 'bigint',
  plugin: 'text',
  event: 'text',
  action: 'text',
  category: 'text',
  severity: 'smallint',
  outcome: 'smallint',
  actor_type: 'smallint',
  actor: 'text',
  via: 'text',
  target: 'text',
  project: 'text',
  address: 'text',
  details: 'text',
  search_text: 'text',
  has_more_refs: 'boolean',
};
const NAMES = Object.keys(COLUMNS).join(', ');

/**
 * The hot insert: all rows of a batch as one JSON binding. It is as fast as COPY, takes the least time in Node of the
 * ways there are, and the statement is the same for any number of rows.
 */
export async function insertEvents(
  transaction: Knex.Transaction,
  dialect: Dialect,
  { stream, batch, events }: BatchToAppend,
): Promise<void> {
  const rows = events.map(({ row }, position) => ({
    ...row,
    position,
    occurred_at: dialect.writeTime(row.occurred_at),
    recorded_at: dialect.writeTime(row.recorded_at),
  }));
  await transaction.raw(
    `INSERT INTO ${TABLES.events} (stream, batch, ${NAMES})
     SELECT ${Number(stream)}, ${Number(
      batch,
    )}, ${NAMES} FROM ${dialect.rowsFromJson(COLUMNS)}`,
    [JSON.stringify(rows)],
  );
}
