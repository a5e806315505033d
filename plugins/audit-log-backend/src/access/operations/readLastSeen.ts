// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { storedKey } from '../../database/storedText';
import { TABLES, type StoredTime } from '../../database/tables';
import { latestWith } from '../../query/operations/latestWith';
import {
  runBounded,
  StatementTimeoutError,
} from '../../query/operations/runBounded';
import { type Sql, sql } from '../../query/operations/sql';

const BUDGET_MS = 1_000;

/**
 * When each of these people did last something that is on record, in epoch milliseconds, as far as it is found in time.
 * One look into the index by actor for each of them, and on PostgreSQL for each month: a few milliseconds for a page.
 */
export async function readLastSeen(
  knex: Knex,
  dialect: Dialect,
  refs: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (refs.length === 0) {
    return new Map();
  }
  try {
    const rows = await runBounded<{
      readonly actor: string;
      readonly last: StoredTime | null;
    }>({ knex, dialect }, lastSeenQuery(dialect, refs), BUDGET_MS);
    return new Map(
      rows.flatMap(({ actor, last }) =>
        last === null ? [] : [[actor, dialect.readTime(last)] as const],
      ),
    );
  } catch (error: unknown) {
    if (error instanceof StatementTimeoutError) {
      return new Map();
    }
    throw error;
  }
}

export function lastSeenQuery(dialect: Dialect, refs: readonly string[]): Sql {
  const { where, orderBy } = latestWith(dialect, 'actor', 'given.actor');
  return sql(
    `SELECT given.actor AS actor,
       (SELECT e.occurred_at FROM ${
         TABLES.events
       } e WHERE ${where} ORDER BY ${orderBy} LIMIT 1) AS last
     FROM ${dialect.rowsFromJson({ actor: 'text' })}`,
    JSON.stringify(refs.map(ref => ({ actor: storedKey(ref) }))),
  );
}
