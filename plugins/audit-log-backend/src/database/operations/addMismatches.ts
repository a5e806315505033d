// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { ColumnType, Dialect } from '../dialect';
import { REGISTRY_TABLES, type MismatchRow } from '../registryTables';

/** Rows of counts before they are written: the time is epoch milliseconds, whatever the engine. */
export type NewMismatchRow = Omit<MismatchRow, 'last_seen' | 'events'> & {
  readonly events: number;
  readonly last_seen: number;
};

const COLUMNS: Readonly<Record<keyof MismatchRow, ColumnType>> = {
  action: 'text',
  schema: 'text',
  plugin: 'text',
  events: 'bigint',
  last_seen: 'time',
  event_id: 'text',
  pointer: 'text',
  message: 'text',
};
const NAMES = Object.keys(COLUMNS).join(', ');
const LAST = ['last_seen', 'event_id', 'pointer', 'message'];

/** Adds to the counts of events that were not as declared, and keeps the last example of each. */
export async function addMismatches(
  knex: Knex,
  dialect: Dialect,
  rows: readonly NewMismatchRow[],
): Promise<void> {
  // In one order everywhere, so that no two replicas wait for each other's rows.
  const sorted = [...rows].sort((one, other) =>
    keyOf(one) < keyOf(other) ? -1 : 1,
  );
  const given = sorted.map(row => ({
    ...row,
    last_seen: dialect.writeTime(row.last_seen),
  }));
  const last = LAST.map(
    name =>
      `${name} = CASE WHEN excluded.last_seen >= counted.last_seen THEN excluded.${name} ELSE counted.${name} END`,
  );
  // WHERE true: without it SQLite reads ON as the condition of a join.
  await knex.raw(
    `INSERT INTO ${REGISTRY_TABLES.mismatches} AS counted (${NAMES})
     SELECT ${NAMES} FROM ${dialect.rowsFromJson(COLUMNS)} WHERE true
     ON CONFLICT (action, schema) DO UPDATE SET events = counted.events + excluded.events, ${last.join(
       ', ',
     )}`,
    [JSON.stringify(given)],
  );
}

function keyOf({ action, schema }: NewMismatchRow): string {
  return `${action} ${schema}`;
}
