// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { ColumnType, Dialect } from '../../../database/dialect';
import {
  INGESTION_TABLES,
  type QuarantineRow,
} from '../../../database/ingestionTables';
import { storedKey, storedText } from '../../../database/storedText';
import type { QuarantinedItem } from '../QuarantinedItem';

const COLUMNS: Readonly<
  Record<
    Exclude<keyof QuarantineRow, 'received_at' | 'last_received_at'>,
    ColumnType
  >
> = {
  id: 'uuid',
  emitter: 'text',
  emitter_name: 'text',
  reason: 'text',
  message: 'text',
  source: 'text',
  source_id: 'text',
  type: 'text',
  content: 'text',
  times: 'integer',
};
const NAMES = Object.keys(COLUMNS).join(', ');

/** Keeps items; what is there already was received once more. In one order, so that no two wait for each other. */
export async function insertQuarantined(
  knex: Knex,
  dialect: Dialect,
  items: readonly QuarantinedItem[],
): Promise<void> {
  const rows = new Map<string, ReturnType<typeof rowOf> & { times: number }>();
  for (const item of items) {
    const times = (rows.get(item.id)?.times ?? 0) + 1;
    rows.set(item.id, { ...rowOf(item), times });
  }
  const { quarantine } = INGESTION_TABLES;
  const now = dialect.timeFromNow(0);
  await knex.raw(
    `INSERT INTO ${quarantine} (${NAMES}, received_at, last_received_at)
     SELECT ${NAMES}, ${now}, ${now} FROM ${dialect.rowsFromJson(COLUMNS)}
     WHERE true ORDER BY id
     ON CONFLICT (id) DO UPDATE SET times = ${quarantine}.times + excluded.times,
     last_received_at = excluded.last_received_at`,
    [JSON.stringify([...rows.values()])],
  );
}

function rowOf(item: QuarantinedItem) {
  const key = (value: string | undefined) =>
    value === undefined ? null : storedKey(value);
  return {
    id: item.id,
    emitter: item.emitter,
    emitter_name: key(item.emitterName),
    reason: item.reason,
    message: storedText(item.message),
    source: key(item.source),
    source_id: key(item.sourceId),
    type: key(item.type),
    content: item.content,
  };
}
