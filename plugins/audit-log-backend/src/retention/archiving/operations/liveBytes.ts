// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import { TABLES, type StoredInteger } from '../../../database/tables';
import type { Period } from '../../files/ArchiveFile';
import { partitionsOf } from './partitions';

/** About what so many events of a period take in the database, with their indexes; null where there is nothing to tell it by. */
export async function liveBytes(
  knex: Knex,
  dialect: Dialect,
  period: Period,
  events: number,
): Promise<number | null> {
  const { bytes, rows } =
    dialect.engine === 'postgres'
      ? await ofPartitions(knex, dialect, period)
      : await ofDatabase(knex);
  return rows > 0 ? Math.round((bytes / rows) * events) : null;
}

interface Size {
  readonly bytes: number;
  readonly rows: number;
}

async function ofPartitions(
  knex: Knex,
  dialect: Dialect,
  period: Period,
): Promise<Size> {
  let bytes = 0;
  let rows = 0;
  for (const { events, refs } of await partitionsOf(knex, dialect, period)) {
    const sizes: { bytes: StoredInteger }[] = (
      await knex.raw(
        'SELECT pg_total_relation_size(t::regclass) AS bytes FROM unnest(?::text[]) t',
        [[events, ...(refs === undefined ? [] : [refs])]],
      )
    ).rows;
    for (const size of sizes) {
      bytes += Number(size.bytes);
    }
    const [count]: { n: StoredInteger }[] = await knex
      .from(events)
      .count({ n: '*' });
    rows += Number(count.n);
  }
  return { bytes, rows };
}

/** The file has hardly anything but events in it. */
async function ofDatabase(knex: Knex): Promise<Size> {
  const pragma = async (name: string): Promise<number> => {
    const [row] = await knex.raw(`PRAGMA ${name}`);
    return Number(row[name]);
  };
  const pages = (await pragma('page_count')) - (await pragma('freelist_count'));
  const [counted]: { n: StoredInteger | null }[] = await knex(
    TABLES.rollups,
  ).sum({ n: 'events' });
  return {
    bytes: pages * (await pragma('page_size')),
    rows: Number(counted.n ?? 0),
  };
}
