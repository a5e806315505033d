// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import {
  INGESTION_TABLES,
  type ReceivedRow,
} from '../../../database/ingestionTables';
import type { Claim } from './claimRows';

export interface Received extends Claim {
  readonly confirmed: boolean;
}

/** What is known of events with these keys. */
export async function findReceived(
  knex: Knex,
  dialect: Dialect,
  keys: readonly string[],
): Promise<readonly Received[]> {
  const given = knex.raw(dialect.rowsFromJson({ received_key: 'text' }), [
    JSON.stringify(keys.map(key => ({ received_key: key }))),
  ]);
  const rows = await knex
    .from(given)
    // SQLite keeps to the order of a CROSS JOIN: from the keys asked for into the index, and never the other way round.
    .joinRaw(`CROSS JOIN ${INGESTION_TABLES.received} AS received`)
    .whereRaw('received.received_key = given.received_key')
    .select<Pick<ReceivedRow, 'received_key' | 'event_id' | 'confirmed_at'>[]>(
      'received.received_key',
      'received.event_id',
      'received.confirmed_at',
    );
  return rows.map(row => ({
    key: row.received_key,
    eventId: row.event_id,
    confirmed: row.confirmed_at !== null,
  }));
}
