// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import { TABLES, type StoredTime } from '../../../database/tables';
import type { Period } from '../../files/ArchiveFile';
import { periodOf, type PeriodLength } from '../periods';

/** The period of the first hour from a time on in which events are counted, the very first without one. Costs a look-up in an index. */
export async function nextCounted(
  knex: Knex,
  dialect: Dialect,
  length: PeriodLength,
  from?: number,
): Promise<Period | undefined> {
  const query = knex(TABLES.rollups);
  if (from !== undefined) {
    query.where('hour', '>=', dialect.writeTime(from));
  }
  const row: { readonly hour?: StoredTime | null } | undefined = await query
    .min({ hour: 'hour' })
    .first();
  return row?.hour === undefined || row.hour === null
    ? undefined
    : periodOf(dialect.readTime(row.hour), length);
}
