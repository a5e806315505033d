// SPDX-License-Identifier: Apache-2.0
import type { AuditEventSink } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { testLedger } from '../../__testUtils__/testLedger';
import { dialectOf } from '../../database/dialect';
import { Claims } from '../claims/Claims';
import { recordOnce } from '../claims/recordOnce';
import { draftEvent } from './draftEvent';

/** What a replica of the backend has to record events once: claims, and a ledger with a stream of its own. */
export async function startReplica(
  knex: Knex,
  options: { readonly abandonedAfterMs?: number } = {},
) {
  const claims = Claims.create({
    knex,
    dialect: dialectOf(knex),
    ...options,
  });
  const ledger = await testLedger(knex, { participant: claims });
  return {
    claims,
    ledger,
    /** Records an event for each key, by the ledger or by a sink in its place. */
    record: (
      keys: readonly string[],
      sink: AuditEventSink = ledger.sink,
      waitForOthersMs = 50_000,
    ) =>
      recordOnce(
        new Map(keys.map(key => [key, draftEvent({ meta: { key } })])),
        {
          claims,
          sink,
          waitForOthersMs,
        },
      ),
  };
}
