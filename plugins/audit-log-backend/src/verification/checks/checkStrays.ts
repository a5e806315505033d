// SPDX-License-Identifier: Apache-2.0
import { TABLES, type EventRefRow, type EventRow } from '../../database/tables';
import { readWindows } from '../operations/readWindows';
import type { VerificationContext } from '../VerificationContext';

/** Beyond so many in one window nothing more is told of them. */
const MOST_TOLD = 100;

/** Finds events that are in no batch, and references that are of no event: a walk through the batches does not see them. */
export async function checkStrays(context: VerificationContext): Promise<void> {
  const { knex, findings, pace, signal } = context;
  const events = { table: TABLES.events, column: 'occurred_at' } as const;
  for await (const window of readWindows(knex, events)) {
    const rows: Pick<EventRow, 'id'>[] = await window(
      knex.from({ e: TABLES.events }),
      'e',
    )
      .leftJoin({ b: TABLES.batches }, join =>
        join
          .on('b.stream', 'e.stream')
          .andOn('b.batch', 'e.batch')
          .andOn('b.first_recorded_at', '<=', 'e.recorded_at')
          .andOn('b.last_recorded_at', '>=', 'e.recorded_at'),
      )
      .whereNull('b.stream')
      .limit(MOST_TOLD)
      .select('e.id');
    for (const { id } of rows) {
      const message = 'An event is in no batch';
      findings.add({ kind: 'inserted', message, eventId: id });
    }
    await pace.breathe(signal);
  }
  const streams = await knex<EventRefRow>(TABLES.refs).distinct('stream');
  for (const { stream } of streams) {
    await checkRefs(context, stream);
  }
}

async function checkRefs(
  context: VerificationContext,
  stream: number,
): Promise<void> {
  const { knex, findings, pace, signal } = context;
  const refs = { table: TABLES.refs, column: 'recorded_at', stream } as const;
  for await (const window of readWindows(knex, refs)) {
    const rows: Pick<EventRefRow, 'id'>[] = await window(
      knex.from({ r: TABLES.refs }),
      'r',
    )
      .leftJoin({ e: TABLES.events }, join =>
        join
          .on('e.stream', 'r.stream')
          .andOn('e.recorded_at', 'r.recorded_at')
          .andOn('e.id', 'r.id'),
      )
      .whereNull('e.stream')
      .limit(MOST_TOLD)
      .select('r.id');
    for (const { id } of rows) {
      const message = 'A reference is of no event';
      findings.add({ kind: 'derived', message, eventId: id });
    }
    await pace.breathe(signal);
  }
}
