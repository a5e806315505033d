// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import { subtractRollups } from '../../../database/operations/subtractRollups';
import { TABLES, type EventRow } from '../../../database/tables';
import { lockStreams } from '../../../database/operations/lockStreams';
import { lockLeaving, type LeavingFile } from './lockLeaving';
import type { RowKey } from './readSpan';

const COUNTED = [
  'stream',
  'occurred_at',
  'plugin',
  'event',
  'action',
  'category',
  'severity',
  'outcome',
  'actor_type',
  'actor',
] as const;

/**
 * Deletes events from the live table in one transaction, with their references, and takes them out of the counts. Those that are
 * gone already change nothing. Resolves to false, and nothing is done, where they are not leaving any more on account of the files.
 */
export async function deleteRows(
  knex: Knex,
  dialect: Dialect,
  keys: readonly RowKey[],
  files: readonly LeavingFile[],
): Promise<boolean> {
  if (keys.length === 0) {
    return true;
  }
  return knex.transaction(async transaction => {
    if (!(await lockLeaving(transaction, dialect, files))) {
      return false;
    }
    const gone = await remove(transaction, dialect, TABLES.events, keys);
    await remove(transaction, dialect, TABLES.refs, keys);
    const byStream = new Map<number, Gone[]>();
    for (const row of gone) {
      const others = byStream.get(row.stream);
      if (others) {
        others.push(row);
      } else {
        byStream.set(row.stream, [row]);
      }
    }
    // An append takes the row of its stream before it counts: were the counts taken first here, each could wait for the other.
    await lockStreams(transaction, dialect, byStream.keys());
    for (const [stream, rows] of byStream) {
      const counted = rows.map(row => ({
        ...row,
        occurred_at: dialect.readTime(row.occurred_at),
      }));
      await subtractRollups(transaction, dialect, stream, counted);
    }
    return true;
  });
}

type Gone = Pick<EventRow, (typeof COUNTED)[number]>;

async function remove(
  transaction: Knex.Transaction,
  dialect: Dialect,
  table: string,
  keys: readonly RowKey[],
): Promise<Gone[]> {
  const times = keys.map(key => dialect.readTime(key.recorded_at));
  const given = dialect.rowsFromJson({
    stream: 'smallint',
    recorded_at: 'time',
    id: 'uuid',
  });
  const same =
    't.stream = given.stream AND t.recorded_at = given.recorded_at AND t.id = given.id';
  const rows = JSON.stringify(
    keys.map(({ stream, recorded_at, id }) => ({ stream, recorded_at, id })),
  );
  const returned = table === TABLES.events ? COUNTED.join(', ') : 'id';
  if (dialect.engine === 'sqlite') {
    return transaction.raw(
      // SQLite keeps to the order of a CROSS JOIN: from what is given into the key.
      `DELETE FROM ${table} WHERE rowid IN (SELECT t.rowid FROM ${given} CROSS JOIN ${table} t ON ${same}) RETURNING ${returned}`,
      [rows],
    );
  }
  const result = await transaction.raw(
    `DELETE FROM ${table} t USING ${given} WHERE ${same} AND t.recorded_at BETWEEN ? AND ?
     RETURNING ${returned
       .split(', ')
       .map(name => `t.${name}`)
       .join(', ')}`,
    [
      rows,
      dialect.writeTime(Math.min(...times)),
      dialect.writeTime(Math.max(...times)),
    ],
  );
  return result.rows;
}
