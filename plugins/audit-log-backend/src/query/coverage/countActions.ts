// SPDX-License-Identifier: Apache-2.0
import { TABLES, type StoredInteger } from '../../database/tables';
import {
  runBounded,
  StatementTimeoutError,
  type QueryContext,
} from '../operations/runBounded';
import { sql } from '../operations/sql';

/** How many events of each action there were since a whole hour, from the hourly counts; undefined if that takes too long. */
export async function countActions(
  context: QueryContext,
  from: number,
  milliseconds: number,
): Promise<ReadonlyMap<string, number> | undefined> {
  try {
    const rows = await runBounded<{
      readonly action: string;
      readonly events: StoredInteger;
    }>(
      context,
      sql(
        `SELECT action, SUM(events) AS events FROM ${TABLES.rollups} WHERE hour >= ? GROUP BY action`,
        context.dialect.writeTime(from),
      ),
      milliseconds,
    );
    return new Map(rows.map(({ action, events }) => [action, Number(events)]));
  } catch (error: unknown) {
    if (error instanceof StatementTimeoutError) {
      return undefined;
    }
    throw error;
  }
}
