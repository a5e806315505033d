// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../dialect';
import { TABLES, type StreamRow } from '../tables';
import type { BatchToAppend } from './appendBatch';
import { StreamLostError } from './StreamLostError';

/** Moves a stream's head by compare-and-swap, and renews its lease while at it. */
export async function moveHead(
  transaction: Knex.Transaction,
  dialect: Dialect,
  { stream, holder, batch, leaseMs }: BatchToAppend,
): Promise<void> {
  const moved = await transaction<StreamRow>(TABLES.streams)
    .where({ stream, holder, head: batch })
    .update({
      head: batch + 1,
      expires_at: transaction.raw(dialect.timeFromNow(leaseMs)),
    });
  if (moved !== 1) {
    throw new StreamLostError(stream);
  }
}
