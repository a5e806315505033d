// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES } from '../tables';
import { limitPendingWords } from './limitPendingWords';

/** Serialises the processes that create partitions: any number of our own. */
const LOCK = 7_204_115_530;

/** A month or a day of UTC. */
export interface PartitionPeriod {
  /** `2026-11` or `2026-11-30`. */
  readonly name: string;
  /** Epoch milliseconds; `to` is not included. */
  readonly from: number;
  readonly to: number;
}

/**
 * Creates the partition of one table for one period, unless it is there, or a larger or smaller one that has a part of the period.
 * Resolves to whether it was created.
 *
 * Creating one scans the default partition under a lock that holds up appends: milliseconds as long as that is empty, as
 * it is unless the periods were not created in time. Waits at most two seconds for the lock, rather than make the appends
 * wait behind it.
 *
 * @throws a check violation (23514) when the default partition already holds rows of the period
 */
export async function createPartition(
  knex: Knex,
  table: typeof TABLES.events | typeof TABLES.refs,
  period: PartitionPeriod,
): Promise<boolean> {
  const name = partitionName(table, period.name);
  const month = period.name.slice(0, 7);
  const hasDays = async () =>
    month === period.name &&
    (await hasTableLike(knex, `${partitionName(table, month)}\\___`));
  if (
    (await knex.schema.hasTable(name)) ||
    (await knex.schema.hasTable(partitionName(table, month))) ||
    (await hasDays())
  ) {
    return false;
  }
  const bounds = [period.from, period.to].map(
    time => `'${new Date(time).toISOString()}'`,
  );
  return knex.transaction(async transaction => {
    await transaction.raw(`SELECT pg_advisory_xact_lock(${LOCK})`);
    await transaction.raw(`SET LOCAL lock_timeout = '2s'`);
    await transaction.raw(
      `CREATE TABLE IF NOT EXISTS ${name} PARTITION OF ${table}
       FOR VALUES FROM (${bounds[0]}) TO (${bounds[1]})`,
    );
    await limitPendingWords(transaction, name);
    return true;
  });
}

function partitionName(table: string, period: string): string {
  return `${table}_${period.replaceAll('-', '_')}`;
}

async function hasTableLike(knex: Knex, pattern: string): Promise<boolean> {
  const { rows } = await knex.raw(
    `SELECT 1 FROM pg_class WHERE relkind = 'r' AND relname LIKE ? AND relnamespace = current_schema()::regnamespace LIMIT 1`,
    [pattern],
  );
  return rows.length > 0;
}
