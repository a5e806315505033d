// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import { INGESTION_TABLES } from '../../../database/ingestionTables';
import { returnedKeys } from './returnedKeys';
import { type Claim, claimRows } from './claimRows';

/** Confirms claims that are held; says which keys. A claim that another has taken over, or that was given up, stays as it is. */
export async function confirmClaims(
  knex: Knex,
  dialect: Dialect,
  claims: readonly Claim[],
): Promise<ReadonlySet<string>> {
  const { received } = INGESTION_TABLES;
  return returnedKeys(
    await knex.raw(
      `UPDATE ${received} SET confirmed_at = ${dialect.timeFromNow(0)}
       FROM ? WHERE ${received}.received_key = given.received_key
       AND ${received}.event_id = given.event_id AND ${received}.confirmed_at IS NULL
       RETURNING ${received}.received_key`,
      [claimRows(knex, dialect, claims)],
    ),
  );
}
