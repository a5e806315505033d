// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';

/** That an event with a key is recorded under an id. */
export interface Claim {
  readonly key: string;
  /** UUIDv7. Nobody else can have made one up, so it tells whose the claim is. */
  readonly eventId: string;
}

/** Claims as a table `given` with the columns `received_key` and `event_id`. Read them in one order, or two can deadlock. */
export function claimRows(
  knex: Knex,
  dialect: Dialect,
  claims: readonly Claim[],
): Knex.Raw {
  return knex.raw(
    dialect.rowsFromJson({ received_key: 'text', event_id: 'uuid' }),
    [
      JSON.stringify(
        claims.map(({ key, eventId }) => ({
          received_key: key,
          event_id: eventId,
        })),
      ),
    ],
  );
}
