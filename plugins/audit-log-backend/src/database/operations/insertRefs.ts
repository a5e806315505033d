// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { ColumnType, Dialect } from '../dialect';
import { TABLES, type EventRefRow } from '../tables';
import type { BatchToAppend } from './appendBatch';

const COLUMNS: Readonly<Record<keyof EventRefRow, ColumnType>> = {
  stream: 'smallint',
  recorded_at: 'time',
  id: 'uuid',
  kind: 'smallint',
  ref: 'text',
  occurred_at: 'time',
};
const NAMES = Object.keys(COLUMNS).join(', ');

/** Inserts the further targets and projects of a batch's events; most batches have none. */
export async function insertRefs(
  transaction: Knex.Transaction,
  dialect: Dialect,
  { stream, events }: Pick<BatchToAppend, 'stream' | 'events'>,
): Promise<void> {
  const rows = events.flatMap(({ row, refs }) =>
    refs.map(ref => ({
      ...ref,
      stream,
      id: row.id,
      recorded_at: dialect.writeTime(row.recorded_at),
      occurred_at: dialect.writeTime(row.occurred_at),
    })),
  );
  if (rows.length > 0) {
    await transaction.raw(
      `INSERT INTO ${
        TABLES.refs
      } (${NAMES}) SELECT ${NAMES} FROM ${dialect.rowsFromJson(COLUMNS)}`,
      [JSON.stringify(rows)],
    );
  }
}
