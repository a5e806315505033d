// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ACCESS_TABLES,
  type AccessStateRow,
} from '../../database/accessTables';
import type { Dialect } from '../../database/dialect';

/** Which state access control is in; versions count up with each change. */
export interface AccessState {
  readonly version: number;
  readonly directoryVersion: number;
  /** When the catalog was read to its end last, in epoch milliseconds. */
  readonly syncedAt?: number;
  /** Since when it cannot be read; absent while it can. */
  readonly failedAt?: number;
  readonly failure?: string;
}

export async function readState(
  knex: Knex,
  dialect: Dialect,
): Promise<AccessState> {
  const row = await knex<AccessStateRow>(ACCESS_TABLES.state)
    .where({ id: 1 })
    .first();
  if (!row) {
    throw new Error(`${ACCESS_TABLES.state} has lost its row`);
  }
  return {
    version: Number(row.version),
    directoryVersion: Number(row.directory_version),
    ...(row.synced_at !== null && {
      syncedAt: dialect.readTime(row.synced_at),
    }),
    ...(row.failed_at !== null && {
      failedAt: dialect.readTime(row.failed_at),
    }),
    ...(row.failure !== null && { failure: row.failure }),
  };
}
