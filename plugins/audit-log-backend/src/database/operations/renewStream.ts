// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../dialect';
import { TABLES, type StreamRow } from '../tables';

/** Moves the end of a holder's lease; ends it with 0 milliseconds. False when the stream is not the holder's any more. */
export async function renewStream(
  knex: Knex,
  dialect: Dialect,
  holder: string,
  leaseMs: number,
): Promise<boolean> {
  const renewed = await knex<StreamRow>(TABLES.streams)
    .where({ holder })
    .update({ expires_at: knex.raw(dialect.timeFromNow(leaseMs)) });
  return renewed > 0;
}
