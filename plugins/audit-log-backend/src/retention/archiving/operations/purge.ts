// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import { INGESTION_TABLES } from '../../../database/ingestionTables';
import type { StoredInteger } from '../../../database/tables';

const ROWS = 2_000;
const PAGES = 256;
const PAUSE_MS = 5;

/**
 * Forgets what was received over HTTP before a time, which has left the live table, and what could not be recorded then. An event that
 * was sent so long ago is not sent again.
 */
export async function purgeReceived(
  knex: Knex,
  dialect: Dialect,
  before: number,
  signal: AbortSignal,
): Promise<void> {
  const end = firstIdAt(before);
  for await (const window of windowsOf(
    knex,
    dialect,
    INGESTION_TABLES.received,
  )) {
    signal.throwIfAborted();
    await window(knex(INGESTION_TABLES.received))
      .where('event_id', '<', end)
      .delete();
    await sleep(PAUSE_MS);
  }
  for (;;) {
    signal.throwIfAborted();
    const ids: string[] = await knex(INGESTION_TABLES.quarantine)
      .where('received_at', '<', dialect.writeTime(before))
      .where('last_received_at', '<', dialect.writeTime(before))
      .orderBy('received_at')
      .limit(ROWS)
      .pluck('id');
    if (ids.length === 0) {
      return;
    }
    await knex(INGESTION_TABLES.quarantine).whereIn('id', ids).delete();
    await sleep(PAUSE_MS);
  }
}

/** Before every UUIDv7 of a time. */
function firstIdAt(milliseconds: number): string {
  const time = milliseconds.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}

type Narrow = (query: Knex.QueryBuilder) => Knex.QueryBuilder;

/** Parts of a table as it lies, each of a bounded size: it has no index by time, and needs none for this. */
async function* windowsOf(
  knex: Knex,
  dialect: Dialect,
  table: string,
): AsyncGenerator<Narrow> {
  if (dialect.engine === 'postgres') {
    const [{ pages }]: { pages: StoredInteger }[] = (
      await knex.raw(
        `SELECT pg_relation_size(?::regclass) / current_setting('block_size')::int AS pages`,
        [table],
      )
    ).rows;
    for (let page = 0; page < Number(pages); page += PAGES) {
      yield query =>
        query.whereRaw(
          `ctid >= '(${page},0)'::tid AND ctid < '(${page + PAGES},0)'::tid`,
        );
    }
    return;
  }
  const [{ last }]: { last: number | null }[] = await knex(table).select(
    knex.raw('max(rowid) AS last'),
  );
  for (let row = 0; row <= (last ?? -1); row += ROWS) {
    yield query =>
      query.whereRaw('rowid >= ? AND rowid < ?', [row, row + ROWS]);
  }
}
