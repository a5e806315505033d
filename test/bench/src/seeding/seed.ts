// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { hasUnsequencedBatches } from 'backstage-plugin-audit-log-backend/src/database/operations/hasUnsequencedBatches';
import { createActivity } from '../activity';
import { inGroups } from '../inGroups';
import { inParallel } from '../inParallel';
import { openLedger } from '../openLedger';

const CALL_SIZE = 500;
/** One is committed, one is inserted, one is made ready. */
const CALLS_AT_ONCE = 3;

/**
 * Fills a ledger with made-up activity through the ledger's own sink, so that order, batches and counts are as they
 * would be. Resolves once all of it is in order.
 */
export async function seed(options: {
  /** A PostgreSQL connection string, or the path of an SQLite file. */
  readonly database: string;
  readonly events: number;
  /** Epoch milliseconds that the activity is spread between. */
  readonly from: number;
  readonly to: number;
  readonly keyFile?: string;
}): Promise<void> {
  const { database, events, from, to, keyFile } = options;
  const { knex, ledger, close } = await openLedger(database, { keyFile });
  try {
    const activity = createActivity({ events, from, to });
    await inParallel(CALLS_AT_ONCE, inGroups(activity, CALL_SIZE), call =>
      ledger.sink.append(call),
    );
    while (await hasUnsequencedBatches(knex)) {
      await sleep(50);
    }
  } finally {
    await close();
  }
}
