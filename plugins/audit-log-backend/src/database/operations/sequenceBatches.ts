// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../dialect';
import { TABLES, type BatchRow, type LedgerRow } from '../tables';
import { lockLedger } from './lockLedger';

/** Bounds how long the right to order is held. */
const MAX_BATCHES = 500;

/** done: nothing is left of what was there; more: call again; busy: another process is at it. */
export type SequencingResult = 'done' | 'more' | 'busy';

/**
 * Gives the committed batches that have no place in the order yet the next sequences: by the time of their commit, on the
 * database's clock, so that what was appended after something had been acknowledged comes after it, whichever process
 * took it. Gapless, because the numbers given and the next number move in one transaction.
 */
export async function sequenceBatches(
  knex: Knex,
  dialect: Dialect,
): Promise<SequencingResult> {
  return knex.transaction(async transaction => {
    const firstFree = await lockLedger(transaction, dialect);
    if (firstFree === undefined) {
      return 'busy';
    }
    // Read after the lock: a batch that another process has ordered meanwhile is seen as ordered.
    const waiting = await transaction<BatchRow>(TABLES.batches)
      .whereNull('first_sequence')
      .orderBy(['committed_at', 'stream', 'batch'])
      .limit(MAX_BATCHES)
      .select('stream', 'batch', 'event_count');
    if (waiting.length === 0) {
      return 'done';
    }

    let next = firstFree;
    const placed = waiting.map(({ stream, batch, event_count }) => {
      const first_sequence = next;
      next += event_count;
      return { stream, batch, first_sequence };
    });
    const given = dialect.rowsFromJson({
      stream: 'smallint',
      batch: 'bigint',
      first_sequence: 'bigint',
    });
    await transaction.raw(
      `UPDATE ${TABLES.batches} SET first_sequence = given.first_sequence FROM ${given}
       WHERE ${TABLES.batches}.stream = given.stream AND ${TABLES.batches}.batch = given.batch`,
      [JSON.stringify(placed)],
    );
    await transaction<LedgerRow>(TABLES.ledger)
      .where({ id: 1 })
      .update({ next_sequence: next });
    return waiting.length === MAX_BATCHES ? 'more' : 'done';
  });
}
