// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { ColumnType, Dialect } from '../dialect';
import { rollupsOf } from '../rollupsOf';
import { TABLES, type RollupRow } from '../tables';
import type { BatchToAppend } from './appendBatch';

const COLUMNS: Readonly<Record<keyof RollupRow, ColumnType>> = {
  stream: 'smallint',
  hour: 'time',
  dimensions: 'text',
  project: 'text',
  plugin: 'text',
  event: 'text',
  action: 'text',
  category: 'text',
  severity: 'smallint',
  outcome: 'smallint',
  actor_type: 'smallint',
  actor: 'text',
  events: 'bigint',
};
const NAMES = Object.keys(COLUMNS).join(', ');

/** Adds a batch to the hourly counts. Only its own stream's rows, so that no process waits for another. */
export async function addRollups(
  transaction: Knex.Transaction,
  dialect: Dialect,
  { stream, events }: BatchToAppend,
): Promise<void> {
  const rows = rollupsOf(events.map(({ row }) => row)).map(rollup => ({
    ...rollup,
    stream,
    hour: dialect.writeTime(rollup.hour),
  }));
  // WHERE true: without it SQLite reads ON as the condition of a join.
  await transaction.raw(
    `INSERT INTO ${TABLES.rollups} AS counted (${NAMES})
     SELECT ${NAMES} FROM ${dialect.rowsFromJson(COLUMNS)} WHERE true
     ON CONFLICT (hour, stream, dimensions) DO UPDATE SET events = counted.events + excluded.events`,
    [JSON.stringify(rows)],
  );
}
