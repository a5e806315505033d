// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import { TABLES, type StoredInteger } from '../../../database/tables';

/** What events take in the database, with indexes and what they refer to. */
export interface LiveBytes {
  readonly total: number;
  /** By month, such as `2026-11`, and by day, such as `2026-11-30`, where the database keeps them apart. */
  readonly byPeriod: ReadonlyMap<string, number>;
}

const PERIOD = /_(\d{4})_(\d\d)(?:_(\d\d))?$/;

/** Costs as much however many events there are. On SQLite, which does not tell tables apart, it is the whole database. */
export async function liveBytes(
  knex: Knex,
  dialect: Dialect,
): Promise<LiveBytes> {
  return dialect.engine === 'postgres' ? ofPartitions(knex) : ofPages(knex);
}

async function ofPartitions(knex: Knex): Promise<LiveBytes> {
  const {
    rows,
  }: { rows: { readonly name: string; readonly bytes: StoredInteger }[] } =
    await knex.raw(
      `SELECT c.relname AS name, pg_total_relation_size(c.oid) AS bytes
       FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
       WHERE i.inhparent IN ('${TABLES.events}'::regclass, '${TABLES.refs}'::regclass)`,
    );
  const byPeriod = new Map<string, number>();
  const add = (name: string, bytes: number) =>
    byPeriod.set(name, (byPeriod.get(name) ?? 0) + bytes);
  let total = 0;
  for (const row of rows) {
    // Null for one that was dropped a moment ago.
    const bytes = Number(row.bytes ?? 0);
    total += bytes;
    const [, year, month, day] = PERIOD.exec(row.name) ?? [];
    if (year !== undefined) {
      add(`${year}-${month}`, bytes);
    }
    if (day !== undefined) {
      add(`${year}-${month}-${day}`, bytes);
    }
  }
  return { total, byPeriod };
}

async function ofPages(knex: Knex): Promise<LiveBytes> {
  const [row]: { readonly bytes: number }[] = await knex.raw(
    `SELECT (c.page_count - f.freelist_count) * s.page_size AS bytes
     FROM pragma_page_count() c, pragma_freelist_count() f, pragma_page_size() s`,
  );
  return { total: Number(row.bytes), byPeriod: new Map() };
}
