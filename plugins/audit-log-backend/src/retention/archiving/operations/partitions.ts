// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import { TABLES, type StoredTime } from '../../../database/tables';
import type { Period } from '../../files/ArchiveFile';

/** A partition of the events of PostgreSQL, by when they were recorded, and that of their references where there is one. */
export interface Partition {
  readonly events: string;
  readonly refs?: string;
  /** Epoch milliseconds; `to` is not included. */
  readonly from: number;
  readonly to: number;
}

/** Those that have a part of a period, the default one not among them. None on SQLite. */
export async function partitionsOf(
  knex: Knex,
  dialect: Dialect,
  period: Pick<Period, 'from' | 'to'>,
): Promise<readonly Partition[]> {
  if (dialect.engine !== 'postgres') {
    return [];
  }
  const { rows } = await knex.raw(
    `SELECT p.name, p.lower, p.upper, to_regclass(replace(p.name, '${TABLES.events}', '${TABLES.refs}'))::text AS refs
     FROM (
       SELECT c.oid::regclass::text AS name, (b.bound)[1]::timestamptz AS lower, (b.bound)[2]::timestamptz AS upper
       FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid,
       LATERAL (SELECT regexp_match(pg_get_expr(c.relpartbound, c.oid), 'FROM \\(''([^'']+)''\\) TO \\(''([^'']+)''\\)') AS bound) b
       WHERE i.inhparent = '${TABLES.events}'::regclass AND b.bound IS NOT NULL
     ) p WHERE p.lower < :to AND p.upper > :from ORDER BY p.lower`,
    { from: dialect.writeTime(period.from), to: dialect.writeTime(period.to) },
  );
  return rows.map(
    (row: {
      name: string;
      refs: string | null;
      lower: StoredTime;
      upper: StoredTime;
    }) => ({
      events: row.name,
      ...(row.refs !== null && { refs: row.refs }),
      from: dialect.readTime(row.lower),
      to: dialect.readTime(row.upper),
    }),
  );
}
