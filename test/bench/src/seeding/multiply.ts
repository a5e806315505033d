// SPDX-License-Identifier: Apache-2.0
import { TABLES } from 'backstage-plugin-audit-log-backend/src/database/tables';
import type { Knex } from 'knex';
import { COUNTED } from './countedTables';

/** By column, what a copy has in it; the others it has as they are. */
type Changes = Readonly<Record<string, string>>;

/**
 * Makes more of the events of a ledger that one process has written: copies of them, each as much later as the one
 * before, with their references, counts and batches, and with the next numbers. The ids of the copies and of their operations
 * have the time in them that they were moved to, so that they lead to their rows. The copies are not sealed. Indexes are made anew at the
 * end, which takes a third of the time.
 */
export async function multiply(
  knex: Knex,
  options: {
    /** With the events that are there. */
    readonly copies: number;
    readonly spanMs: number;
  },
): Promise<void> {
  const { copies, spanMs } = options;
  if (copies === 1) {
    return;
  }
  const [{ batches, events }] = await knex(TABLES.batches).select({
    batches: knex.raw('max(batch) + 1'),
    events: knex.raw('sum(event_count)'),
  });
  const later = (column: string) =>
    `${column} + n * interval '${spanMs} milliseconds'`;
  const id = idAt('id', later('recorded_at'));
  await withoutIndexes(knex, [TABLES.events, TABLES.refs], async () => {
    await addCopies(knex, TABLES.events, copies, {
      id,
      operation_id: idAt('operation_id', later('recorded_at')),
      batch: `batch + n * ${batches}`,
      occurred_at: later('occurred_at'),
      recorded_at: later('recorded_at'),
    });
    await addCopies(knex, TABLES.refs, copies, {
      id,
      recorded_at: later('recorded_at'),
      occurred_at: later('occurred_at'),
    });
  });
  await addCopies(knex, TABLES.batches, copies, {
    batch: `batch + n * ${batches}`,
    first_sequence: `first_sequence + n * ${events}`,
    first_recorded_at: later('first_recorded_at'),
    last_recorded_at: later('last_recorded_at'),
    leaves: 'NULL',
  });
  for (const { table, key } of COUNTED) {
    const changes = { hour: later('hour'), events: 'sum(events)' };
    await addCopies(knex, table, copies, changes, columns => {
      const others = columns.filter(column => column !== 'events');
      // An hour in which one copy ends is the one in which the next begins.
      return `GROUP BY ${others.map(column => changed(changes, column))}
        ON CONFLICT (${key}) DO UPDATE SET events = ${table}.events + excluded.events`;
    });
  }
  await knex(TABLES.streams).update({ head: batches * copies });
  await knex(TABLES.ledger).update({ next_sequence: events * copies });
}

async function addCopies(
  knex: Knex,
  table: string,
  copies: number,
  changes: Changes,
  ending: (columns: readonly string[]) => string = () => '',
): Promise<void> {
  const columns = Object.keys(await knex(table).columnInfo());
  await knex.raw(
    `INSERT INTO ${table} (${columns})
     SELECT ${columns.map(column => changed(changes, column))}
     FROM generate_series(1, ${copies - 1}) n, ${table} ${ending(columns)}`,
  );
}

function changed(changes: Changes, column: string): string {
  return Object.hasOwn(changes, column) ? changes[column] : column;
}

/** The id of an event or operation with another time in it: its first 48 bits. */
function idAt(column: string, time: string): string {
  return `(lpad(to_hex((extract(epoch FROM ${time}) * 1000)::bigint), 12, '0')
    || substr(replace(${column}::text, '-', ''), 13))::uuid`;
}

/** Drops the indexes of tables that no constraint needs, and makes them anew as they were. */
async function withoutIndexes(
  knex: Knex,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const { rows } = await knex.raw(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
     WHERE c.relname = ANY(?) AND NOT i.indisprimary`,
    [[...tables]],
  );
  for (const { name } of rows) {
    await knex.raw(`DROP INDEX ${name}`);
  }
  await work();
  await knex.transaction(async transaction => {
    await transaction.raw(`SET LOCAL maintenance_work_mem = '512MB'`);
    for (const { definition } of rows) {
      await transaction.raw(definition.replace(' ON ONLY ', ' ON '));
    }
  });
}
