// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../dialect';
import { TABLES, type StreamRow } from '../tables';

/** A stream that a process holds. */
export interface TakenStream {
  readonly stream: number;
  /** The number its next batch gets. */
  readonly head: number;
  /** Whether it was the holder's already. */
  readonly held: boolean;
}

/**
 * Leases a stream: the one that the holder has already, else the smallest whose lease has run out, else a new one.
 * Undefined when another process was faster, and it is worth trying again.
 *
 * Each way is one conditional statement: the condition is checked again under the row's lock, so a stream never has two
 * holders, and a batch that is being written to it is waited for and counted in the head.
 */
export async function takeStream(
  knex: Knex,
  dialect: Dialect,
  holder: string,
  leaseMs: number,
): Promise<TakenStream | undefined> {
  const now = knex.raw(dialect.timeFromNow(0));
  const lease = { holder, expires_at: knex.raw(dialect.timeFromNow(leaseMs)) };

  const [held] = await knex<StreamRow>(TABLES.streams)
    .where({ holder })
    .update(lease)
    .returning(['stream', 'head']);
  if (held) {
    return { stream: held.stream, head: Number(held.head), held: true };
  }

  const [freed] = await knex<StreamRow>(TABLES.streams)
    .where('expires_at', '<=', now)
    .whereIn('stream', query =>
      query.from(TABLES.streams).where('expires_at', '<=', now).min('stream'),
    )
    .update(lease)
    .returning(['stream', 'head']);
  if (freed) {
    return { stream: freed.stream, head: Number(freed.head), held: false };
  }

  const streams = await knex<StreamRow>(TABLES.streams).select({
    stream: 'stream',
    expired: knex.raw(`expires_at <= ${dialect.timeFromNow(0)}`),
  });
  if (streams.some(({ expired }) => Boolean(expired))) {
    return undefined;
  }
  const stream = Math.max(-1, ...streams.map(row => row.stream)) + 1;
  const [created] = await knex(TABLES.streams)
    .insert({ stream, head: 0, ...lease })
    .onConflict('stream')
    .ignore()
    .returning('stream');
  return created && { stream, head: 0, held: false };
}
