// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../../__testUtils__/auditEvent';
import { TABLES, type BatchRow, type EventRow } from '../../database/tables';
import { Restorable } from './Restorable';
import { sealedLedger } from './sealedLedger';
import { verifyAll } from './verifyAll';

/** Somewhere in the first complete block of 256, in a batch with others before and behind it. */
export const ATTACKED = 20;

const OPERATION = uuidAt();

/** An event with something in every column and member. */
const full = (name: string) =>
  auditEvent({
    actor: {
      type: 'user',
      ref: `user:default/${name}`,
      title: name,
      via: 'plugin:catalog',
    },
    targets: [
      { ref: 'component:default/shop', title: 'Shop' },
      { ref: 'user:default/kim' },
    ],
    projects: [{ ref: 'system:default/retail' }, { ref: 'domain:default/all' }],
    request: {
      method: 'PUT',
      path: '/entities',
      address: '10.0.0.7',
      userAgent: 'browser',
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    },
    error: { name: 'ConflictError', message: 'No' },
    changes: [{ path: '/owner', before: 'user:default/kim', after: 'x' }],
    meta: { by: `${name}@example.com`, count: 3, nested: { list: [1, null] } },
    redacted: ['/meta/token'],
    truncated: ['/meta/text'],
    labels: ['demonstration'],
  });

/** A sealed ledger of 300 events, with a checkpoint behind each of some batches, that is as it was again after `restore`. */
export async function attackedLedger(knex: Knex) {
  const ledger = await sealedLedger(knex);
  const events = Array.from({ length: 300 }, (_, index) =>
    index % 20 === 0
      ? full(`person-${index % 7}`)
      : auditEvent({ operationId: OPERATION, meta: { index } }),
  );
  await ledger.append(
    events.slice(0, 3),
    events.slice(3, 200),
    events.slice(200, 260),
    events.slice(260),
  );
  const original = await Restorable.of(knex, 'original');
  /** The row of an event, and its batch. */
  const rowAt = async (
    sequence: number,
  ): Promise<EventRow & { first_sequence: number }> => {
    const row = await knex
      .from({ e: TABLES.events })
      .join({ b: TABLES.batches }, join =>
        join.on('b.stream', 'e.stream').andOn('b.batch', 'e.batch'),
      )
      .whereRaw('b.first_sequence + e.position = ?', [sequence])
      .first('e.*', 'b.first_sequence');
    return { ...row, first_sequence: Number(row.first_sequence) };
  };
  return {
    ...ledger,
    events,
    rowAt,
    row: (id: string) => knex<EventRow>(TABLES.events).where({ id }),
    batchAt: (sequence: number) =>
      knex<BatchRow>(TABLES.batches).where({ first_sequence: sequence }),
    restore: () => original.restore(),
    verify: (keys = ledger.keys) => verifyAll(knex, keys),
  };
}
