// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { ColumnType, Dialect } from '../dialect';
import { rollupsOf } from '../rollupsOf';
import { TABLES, type ActorRollupRow, type RollupRow } from '../tables';
import type { BatchToAppend } from './appendBatch';

const KINDS: Readonly<Record<keyof RollupRow, ColumnType>> = {
  stream: 'smallint',
  hour: 'time',
  dimensions: 'text',
  plugin: 'text',
  event: 'text',
  action: 'text',
  category: 'text',
  severity: 'smallint',
  outcome: 'smallint',
  actor_type: 'smallint',
  events: 'bigint',
};
const ACTORS: Readonly<Record<keyof ActorRollupRow, ColumnType>> = {
  stream: 'smallint',
  hour: 'time',
  actor: 'text',
  actor_type: 'smallint',
  outcome: 'smallint',
  events: 'bigint',
};

/** Adds a batch to the hourly counts. Only its own stream's rows, so that no process waits for another. */
export async function addRollups(
  transaction: Knex.Transaction,
  dialect: Dialect,
  { stream, events }: Pick<BatchToAppend, 'stream' | 'events'>,
): Promise<void> {
  const { kinds, actors } = rollupsOf(events.map(({ row }) => row));
  const add = (
    table: string,
    columns: Readonly<Record<string, ColumnType>>,
    key: string,
    rollups: readonly { readonly hour: number }[],
  ) => {
    const names = Object.keys(columns).join(', ');
    const rows = rollups.map(rollup => ({
      ...rollup,
      stream,
      hour: dialect.writeTime(rollup.hour),
    }));
    // WHERE true: without it SQLite reads ON as the condition of a join.
    return transaction.raw(
      `INSERT INTO ${table} AS counted (${names})
       SELECT ${names} FROM ${dialect.rowsFromJson(columns)} WHERE true
       ON CONFLICT (${key}) DO UPDATE SET events = counted.events + excluded.events`,
      [JSON.stringify(rows)],
    );
  };
  await add(TABLES.rollups, KINDS, 'hour, stream, dimensions', kinds);
  await add(
    TABLES.actorRollups,
    ACTORS,
    'hour, stream, actor, actor_type, outcome',
    actors,
  );
}
