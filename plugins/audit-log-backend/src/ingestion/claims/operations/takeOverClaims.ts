// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import { INGESTION_TABLES } from '../../../database/ingestionTables';
import { returnedKeys } from './returnedKeys';
import { type Claim, claimRows } from './claimRows';

/**
 * Takes over claims that are so old and were not confirmed; says which keys. Whoever held them finds the event id
 * changed when they would confirm, and then their events are not appended.
 */
export async function takeOverClaims(
  knex: Knex,
  dialect: Dialect,
  claims: readonly Claim[],
  oldestMs: number,
): Promise<ReadonlySet<string>> {
  const { received } = INGESTION_TABLES;
  return returnedKeys(
    await knex.raw(
      `UPDATE ${received} SET event_id = given.event_id, claimed_at = ${dialect.timeFromNow(
        0,
      )}
       FROM ? WHERE ${received}.received_key = given.received_key
       AND ${received}.confirmed_at IS NULL
       AND ${received}.claimed_at <= ${dialect.timeFromNow(-oldestMs)}
       RETURNING ${received}.received_key`,
      [claimRows(knex, dialect, claims)],
    ),
  );
}
