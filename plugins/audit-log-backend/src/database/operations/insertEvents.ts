// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { copyRows, copyText } from '../copyRows';
import type { ColumnType, Dialect } from '../dialect';
import type { UnplacedEventRow } from '../eventRow';
import { isoTime } from '../isoTime';
import { TABLES, type EventRow } from '../tables';
import type { BatchToAppend } from './appendBatch';

/** The kinds of the columns of `audit_events`, but for the place of the batch. */
export const EVENT_COLUMN_TYPES: Readonly<
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
const NAMES = Object.keys(EVENT_COLUMN_TYPES).join(', ');
const { position: _, ...OF_ROWS } = EVENT_COLUMN_TYPES;
const ROW_COLUMNS = Object.keys(OF_ROWS) as (keyof typeof OF_ROWS)[];

/**
 * The hot insert. On PostgreSQL below Knex; on SQLite all rows of a batch are one JSON binding, so that the statement is the
 * same for any number of them.
 */
export async function insertEvents(
  transaction: Knex.Transaction,
  dialect: Dialect,
  { stream, batch, events }: BatchToAppend,
): Promise<void> {
  if (dialect.engine === 'postgres') {
    const place = `${Number(stream)}\t${Number(batch)}`;
    await copyRows(
      transaction,
      TABLES.events,
      `stream, batch, ${NAMES}`,
      events.map(({ row }, position) => lineOf(row, place, position)),
    );
    return;
  }
  const rows = events.map(({ row }, position) => ({ ...row, position }));
  await transaction.raw(
    `INSERT INTO ${TABLES.events} (stream, batch, ${NAMES})
     SELECT ${Number(stream)}, ${Number(
      batch,
    )}, ${NAMES} FROM ${dialect.rowsFromJson(EVENT_COLUMN_TYPES)}`,
    [JSON.stringify(rows)],
  );
}

/** A row as a line of COPY. Times are written as ISO 8601. */
function lineOf(
  row: UnplacedEventRow,
  place: string,
  position: number,
): string {
  let line = `${place}\t${position}`;
  for (const name of ROW_COLUMNS) {
    const value = row[name];
    line += `\t${
      name === 'occurred_at' || name === 'recorded_at'
        ? isoTime(row[name])
        : copyText(value)
    }`;
  }
  return line;
}
