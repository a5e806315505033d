// SPDX-License-Identifier: Apache-2.0
import { TABLES, type StoredTime } from '../../database/tables';
import { latestWith } from '../operations/latestWith';
import { runBounded, type QueryContext } from '../operations/runBounded';
import { sql } from '../operations/sql';

/** An action that has events in the ledger. */
export interface SeenAction {
  readonly action: string;
  /** That of the last one. */
  readonly plugin: string;
  /** When the last one occurred, epoch milliseconds. */
  readonly lastSeen: number;
}

interface SeenRow {
  readonly action: string;
  readonly plugin: string;
  readonly last_seen: StoredTime;
}

/**
 * The actions that have events, in the order of the index, at most so many. It jumps through the index of the hourly counts by
 * action, from one to the next, so that it costs as many look-ups as there are actions, and not as there are events.
 */
export async function readSeenActions(
  context: QueryContext,
  most: number,
  milliseconds: number,
): Promise<readonly SeenAction[]> {
  const { dialect } = context;
  const { where, orderBy } = latestWith(dialect, 'action', 'seen.action');
  const last = (column: string) =>
    `(SELECT e.${column} FROM ${TABLES.events} e WHERE ${where} ORDER BY ${orderBy} LIMIT 1)`;
  const rows = await runBounded<SeenRow>(
    context,
    sql(
      `WITH RECURSIVE seen (action, place) AS (
         SELECT (SELECT MIN(c.action) FROM ${TABLES.rollups} c), 1
         UNION ALL
         SELECT (SELECT MIN(c.action) FROM ${
           TABLES.rollups
         } c WHERE c.action > seen.action), seen.place + 1
         FROM seen WHERE seen.action IS NOT NULL AND seen.place < ${most}
       )
       SELECT * FROM (
         SELECT seen.action, ${last('occurred_at')} AS last_seen, ${last(
        'plugin',
      )} AS plugin
         FROM seen WHERE seen.action IS NOT NULL
       ) found WHERE last_seen IS NOT NULL`,
    ),
    milliseconds,
  );
  return rows.map(({ action, plugin, last_seen: time }) => ({
    action,
    plugin,
    lastSeen: dialect.readTime(time),
  }));
}
