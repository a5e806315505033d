// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ACCESS_TABLES,
  type AccessStateRow,
} from '../../database/accessTables';
import type { Dialect } from '../../database/dialect';

/** Keeps that the catalog was read to its end, at a time in epoch milliseconds; a failure before is over. */
export async function noteReading(
  knex: Knex,
  dialect: Dialect,
  at: number,
): Promise<void> {
  await knex<AccessStateRow>(ACCESS_TABLES.state)
    .where({ id: 1 })
    .update({
      synced_at: dialect.writeTime(at),
      failed_at: null,
      failure: null,
    });
}

/** Keeps that the catalog could not be read, why, and since when. */
export async function noteFailure(
  knex: Knex,
  dialect: Dialect,
  failure: string,
  at: number,
): Promise<void> {
  await knex<AccessStateRow>(ACCESS_TABLES.state)
    .where({ id: 1 })
    .update({
      failed_at: knex.raw('coalesce(failed_at, ?)', [dialect.writeTime(at)]),
      failure,
    } as object);
}
