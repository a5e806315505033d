// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../dialect';
import type { StoredEvent } from '../eventRow';
import { TABLES } from '../tables';
import { addRollups } from './addRollups';
import { insertEvents } from './insertEvents';
import { insertRefs } from './insertRefs';
import { moveHead } from './moveHead';

export interface BatchToAppend {
  readonly stream: number;
  readonly holder: string;
  /** Number of this batch: the stream's head before it. */
  readonly batch: number;
  readonly leaseMs: number;
  readonly events: readonly StoredEvent[];
  /** When the head may be moved, and what to tell once it is: the next batch then waits in the database. */
  readonly turn: { readonly comes: Promise<void>; pass(): void };
  /** Writes what else belongs to the events. */
  readonly participate?: (transaction: Knex.Transaction) => Promise<void>;
}

/**
 * Appends one batch to a stream in one transaction, durable once resolved. The events of a batch are at positions 0 to
 * n - 1.
 *
 * Two batches of a stream may be under way at once. The events, most of the work, are inserted side by side; the head is
 * moved in turn, and its row's lock makes the second wait for the commit of the first. What both could write, the counts,
 * comes after that lock: before it, each could wait for the other. For the same reason the two MUST NOT have an event in
 * common.
 *
 * @throws StreamLostError when the stream is no longer this holder's, or its head is elsewhere
 */
export async function appendBatch(
  knex: Knex,
  dialect: Dialect,
  batch: BatchToAppend,
): Promise<void> {
  const times = batch.events.map(({ row }) => row.recorded_at);
  await knex.transaction(async transaction => {
    await batch.participate?.(transaction);
    await insertEvents(transaction, dialect, batch);
    await insertRefs(transaction, dialect, batch);
    await batch.turn.comes;
    await moveHead(transaction, dialect, batch);
    batch.turn.pass();
    await addRollups(transaction, dialect, batch);
    await transaction(TABLES.batches).insert({
      stream: batch.stream,
      batch: batch.batch,
      event_count: batch.events.length,
      committed_at: transaction.raw(dialect.timeFromNow(0)),
      first_sequence: null,
      first_recorded_at: dialect.writeTime(Math.min(...times)),
      last_recorded_at: dialect.writeTime(Math.max(...times)),
      leaves: leavesOf(batch.events),
    });
  });
}

/** By position; null when nothing is sealed. */
function leavesOf(events: readonly StoredEvent[]): Buffer | null {
  const leaves = events.flatMap(({ leaf }) => leaf ?? []);
  return leaves.length === events.length ? Buffer.concat(leaves) : null;
}
