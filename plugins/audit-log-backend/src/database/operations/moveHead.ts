// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../dialect';
import { TABLES, type StreamRow } from '../tables';
import type { BatchToAppend } from './appendBatch';
import { StreamLostError } from './StreamLostError';

/**
 * Moves a stream's head by one, and renews its lease while at it; holds the row's lock from then on.
 *
 * The old head is compared in what comes back rather than in the condition: PostgreSQL tests a condition on the row as
 * it was before the batch that it then waits for, but computes the new values from the row as that batch left it.
 */
export async function moveHead(
  transaction: Knex.Transaction,
  dialect: Dialect,
  { stream, holder, batch, leaseMs }: BatchToAppend,
): Promise<void> {
  const [moved] = await transaction<StreamRow>(TABLES.streams)
    .where({ stream, holder })
    .update({
      head: transaction.raw('head + 1'),
      expires_at: transaction.raw(dialect.timeFromNow(leaseMs)),
    })
    .returning('head');
  if (!moved || Number(moved.head) !== batch + 1) {
    throw new StreamLostError(stream);
  }
}
