// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { StoredTime } from '../../database/tables';

/** How many rows a window has, or as many as have the same time. */
const ROWS = 20_000;

/** Rows of a table by a column of times, of one stream or of all, within [from, to) or all. */
export interface WindowedRows {
  readonly table: string;
  readonly column: 'occurred_at' | 'recorded_at';
  readonly stream?: number;
  readonly from?: StoredTime;
  readonly to?: StoredTime;
}

/** Narrows a query to a window of the table that has this alias in it. */
export type Window = (
  query: Knex.QueryBuilder,
  alias: string,
) => Knex.QueryBuilder;

/** Windows that together are these rows, each of a bounded number of them. */
export async function* readWindows(
  knex: Knex,
  { table, column, stream, from, to }: WindowedRows,
): AsyncGenerator<Window> {
  const narrow = (
    query: Knex.QueryBuilder,
    alias: string,
    start: StoredTime | undefined,
    end: StoredTime | undefined,
  ) => {
    const name = `${alias}.${column}`;
    return query
      .where({
        ...(stream !== undefined && { [`${alias}.stream`]: stream }),
      })
      .where(within => {
        if (start !== undefined) {
          within.where(name, '>=', start);
        }
        if (end !== undefined) {
          within.where(name, '<', end);
        }
      });
  };
  let start = from;
  for (;;) {
    const begin = start;
    const rest = narrow(knex.from({ w: table }), 'w', begin, to);
    if (begin !== undefined) {
      // Not the time it begins with again, or it would have no end. Of the first window this may leave one out.
      rest.where(`w.${column}`, '>', begin);
    }
    const [next]: { time: StoredTime }[] = await rest
      .orderBy(`w.${column}`)
      .offset(ROWS)
      .limit(1)
      .select({ time: `w.${column}` });
    const end = next?.time ?? to;
    yield (query, alias) => narrow(query, alias, begin, end);
    if (!next) {
      return;
    }
    start = next.time;
  }
}
