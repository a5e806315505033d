// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import { TABLES, type StoredInteger } from '../../../database/tables';

/** How many events were recorded since a time, in epoch milliseconds. Costs as much as these are many. */
export async function countRecent(
  knex: Knex,
  dialect: Dialect,
  since: number,
): Promise<number> {
  // By stream: the key begins with it.
  const [row]: { readonly events: StoredInteger }[] = await knex(TABLES.events)
    .whereIn('stream', knex(TABLES.streams).select('stream'))
    .where('recorded_at', '>=', dialect.writeTime(since))
    .select(knex.raw('count(*) AS events'));
  return Number(row.events);
}
