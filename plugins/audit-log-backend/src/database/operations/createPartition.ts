// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES } from '../tables';

/** Serialises the processes that create partitions: any number of our own. */
const LOCK = 7_204_115_530;

/**
 * Creates the partition of one table for one month, of UTC, unless it is there. Resolves to whether it was created.
 *
 * Creating one scans the default partition under a lock that holds up appends: milliseconds as long as that is empty, as
 * it is unless the months were not created in time. Waits at most two seconds for the lock, rather than make the appends
 * wait behind it.
 *
 * @throws a check violation (23514) when the default partition already holds rows of the month
 */
export async function createPartition(
  knex: Knex,
  table: typeof TABLES.events | typeof TABLES.refs,
  month: Date,
): Promise<boolean> {
  const year = month.getUTCFullYear();
  const index = month.getUTCMonth();
  const name = `${table}_${year}_${String(index + 1).padStart(2, '0')}`;
  if (await knex.schema.hasTable(name)) {
    return false;
  }
  return knex.transaction(async transaction => {
    await transaction.raw(`SELECT pg_advisory_xact_lock(${LOCK})`);
    await transaction.raw(`SET LOCAL lock_timeout = '2s'`);
    await transaction.raw(
      `CREATE TABLE IF NOT EXISTS ${name} PARTITION OF ${table}
       FOR VALUES FROM ('${firstOfMonth(year, index)}') TO ('${firstOfMonth(
        year,
        index + 1,
      )}')`,
    );
    return true;
  });
}

function firstOfMonth(year: number, month: number): string {
  return new Date(Date.UTC(year, month)).toISOString();
}
