// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';

/** Narrows a query to the rows that hold now, or held at a time in epoch milliseconds. */
export function holdsAt(
  query: Knex.QueryBuilder,
  dialect: Dialect,
  at: number | undefined,
): Knex.QueryBuilder {
  if (at === undefined) {
    return query.whereNull('ended_at');
  }
  const time = dialect.writeTime(at);
  return query
    .where('started_at', '<=', time)
    .where(still => still.whereNull('ended_at').orWhere('ended_at', '>', time));
}
