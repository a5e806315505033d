// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import { INGESTION_TABLES } from '../../../database/ingestionTables';
import { type Claim, claimRows } from './claimRows';

/**
 * Gives up claims that are held and were not confirmed, so that nobody has to wait for them. One that is being confirmed
 * is waited for, and stays.
 */
export async function releaseClaims(
  knex: Knex,
  dialect: Dialect,
  claims: readonly Claim[],
): Promise<void> {
  await knex.raw(
    `DELETE FROM ${INGESTION_TABLES.received} WHERE confirmed_at IS NULL
     AND (received_key, event_id) IN (SELECT given.received_key, given.event_id FROM ?)`,
    [claimRows(knex, dialect, claims)],
  );
}
