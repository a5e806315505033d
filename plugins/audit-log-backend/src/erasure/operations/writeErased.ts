// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { ColumnType, Dialect } from '../../database/dialect';
import type { StoredEvent, UnplacedEventRow } from '../../database/eventRow';
import { addRollups } from '../../database/operations/addRollups';
import { insertRefs } from '../../database/operations/insertRefs';
import { rollupsOf } from '../../database/rollupsOf';
import { TABLES, type EventRow } from '../../database/tables';

/** What an event is found by, and what may be another thing once something is erased. */
const COLUMNS = {
  stream: 'smallint',
  recorded_at: 'time',
  id: 'uuid',
  actor: 'text',
  target: 'text',
  address: 'text',
  details: 'text',
  search_text: 'text',
  has_more_refs: 'boolean',
} as const satisfies Partial<Record<keyof EventRow, ColumnType>>;
const KEY: readonly string[] = ['stream', 'recorded_at', 'id'];

/** An event before and after something was erased of it. */
export interface ErasedEvent {
  readonly stream: number;
  readonly before: UnplacedEventRow;
  readonly after: StoredEvent;
}

/** Writes events anew, and all that follows from them: columns, words, references, counts. */
export async function writeErased(
  transaction: Knex.Transaction,
  dialect: Dialect,
  events: readonly ErasedEvent[],
): Promise<void> {
  await updateRows(transaction, dialect, events);
  const byStream = new Map<number, ErasedEvent[]>();
  for (const event of events) {
    byStream.set(event.stream, [...(byStream.get(event.stream) ?? []), event]);
  }
  for (const [stream, own] of byStream) {
    for (const { before } of own) {
      await transaction(TABLES.refs)
        .where({
          stream,
          recorded_at: dialect.writeTime(before.recorded_at),
          id: before.id,
        })
        .delete();
    }
    const appended = { stream, events: own.map(({ after }) => after) };
    await insertRefs(transaction, dialect, appended);
    await subtract(transaction, dialect, stream, own);
    await addRollups(transaction, dialect, appended);
  }
}

async function updateRows(
  transaction: Knex.Transaction,
  dialect: Dialect,
  events: readonly ErasedEvent[],
): Promise<void> {
  const times = events.map(({ before }) => before.recorded_at);
  const names = Object.keys(COLUMNS).filter(name => !KEY.includes(name));
  const rows = events.map(({ stream, after }) => ({
    ...Object.fromEntries(
      names.map(name => [name, after.row[name as keyof UnplacedEventRow]]),
    ),
    stream,
    id: after.row.id,
    recorded_at: dialect.writeTime(after.row.recorded_at),
  }));
  await transaction.raw(
    `UPDATE ${TABLES.events} SET ${names
      .map(name => `${name} = given.${name}`)
      .join(', ')}
     FROM ${dialect.rowsFromJson(COLUMNS)}
     WHERE ${KEY.map(name => `${TABLES.events}.${name} = given.${name}`).join(
       ' AND ',
     )} AND ${TABLES.events}.recorded_at BETWEEN ? AND ?`,
    [
      JSON.stringify(rows),
      dialect.writeTime(Math.min(...times)),
      dialect.writeTime(Math.max(...times)),
    ],
  );
}

/** Takes events out of the counts they were in. */
async function subtract(
  transaction: Knex.Transaction,
  dialect: Dialect,
  stream: number,
  events: readonly ErasedEvent[],
): Promise<void> {
  const { kinds, actors } = rollupsOf(events.map(({ before }) => before));
  const counts = [
    ...kinds.map(({ hour, dimensions, events: some }) => ({
      table: TABLES.rollups,
      key: { hour, dimensions },
      some,
    })),
    ...actors.map(({ events: some, ...key }) => ({
      table: TABLES.actorRollups,
      key,
      some,
    })),
  ];
  for (const { table, key, some } of counts) {
    const where = { ...key, stream, hour: dialect.writeTime(key.hour) };
    await transaction(table)
      .where(where)
      .update({ events: transaction.raw('events - ?', [some]) });
    await transaction(table).where(where).where('events', '<=', 0).delete();
  }
}
