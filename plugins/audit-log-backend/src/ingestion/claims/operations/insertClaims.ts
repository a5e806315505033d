// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import { INGESTION_TABLES } from '../../../database/ingestionTables';
import { returnedKeys } from './returnedKeys';
import { type Claim, claimRows } from './claimRows';

/**
 * Claims what nobody has claimed; says which keys. In the order of the keys, so that of two who claim the same events at
 * the same time one waits for the other, and never each for the other.
 */
export async function insertClaims(
  knex: Knex,
  dialect: Dialect,
  claims: readonly Claim[],
): Promise<ReadonlySet<string>> {
  // Without a condition, SQLite would take ON CONFLICT for that of a join.
  return returnedKeys(
    await knex.raw(
      `INSERT INTO ${
        INGESTION_TABLES.received
      } (received_key, event_id, claimed_at)
       SELECT given.received_key, given.event_id, ${dialect.timeFromNow(0)}
       FROM ? WHERE true ORDER BY given.received_key
       ON CONFLICT (received_key) DO NOTHING RETURNING received_key`,
      [claimRows(knex, dialect, claims)],
    ),
  );
}
