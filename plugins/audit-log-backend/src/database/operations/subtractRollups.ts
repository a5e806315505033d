// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../dialect';
import { rollupsOf, type CountedEvent } from '../rollupsOf';
import { TABLES } from '../tables';

/** Takes events of one stream out of the counts they are in. */
export async function subtractRollups(
  transaction: Knex.Transaction,
  dialect: Dialect,
  stream: number,
  events: readonly CountedEvent[],
): Promise<void> {
  const { kinds, actors } = rollupsOf(events);
  const subtract = async (
    table: string,
    key: Readonly<Record<string, 'text' | 'smallint'>>,
    rollups: readonly { readonly hour: number }[],
  ) => {
    const columns = { hour: 'time', ...key, events: 'bigint' } as const;
    const same = ['hour', ...Object.keys(key)]
      .map(name => `c.${name} = given.${name}`)
      .join(' AND ');
    const rows = rollups.map(rollup => ({
      ...rollup,
      hour: dialect.writeTime(rollup.hour),
    }));
    await transaction.raw(
      `UPDATE ${table} AS c SET events = c.events - given.events
       FROM ${dialect.rowsFromJson(columns)} WHERE c.stream = ? AND ${same}`,
      [JSON.stringify(rows), stream],
    );
    const hours = rollups.map(({ hour }) => hour);
    await transaction(table)
      .where({ stream })
      .whereBetween('hour', [
        dialect.writeTime(Math.min(...hours)),
        dialect.writeTime(Math.max(...hours)),
      ])
      .where('events', '<=', 0)
      .delete();
  };
  if (events.length > 0) {
    await subtract(TABLES.rollups, { dimensions: 'text' }, kinds);
    await subtract(
      TABLES.actorRollups,
      { actor: 'text', actor_type: 'smallint', outcome: 'smallint' },
      actors,
    );
  }
}
