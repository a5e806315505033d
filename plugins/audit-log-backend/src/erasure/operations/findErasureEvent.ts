// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import {
  TABLES,
  type EventRow,
  type StoredInteger,
} from '../../database/tables';
import { keyCondition } from '../../query/operations/eventConditions';

const ACTIONS = ['audit-log.erasure.begin', 'audit-log.erasure.done'];

/** The event that tells that an erasure began, as far as it has come. */
export interface ErasureEvent {
  /** Undefined until it is in order. */
  readonly sequence?: number;
  /** Epoch milliseconds. */
  readonly recordedAt: number;
}

/** The first event of an erasure; undefined when there is none in the ledger. */
export async function findErasureEvent(
  knex: Knex,
  dialect: Dialect,
  id: string,
): Promise<ErasureEvent | undefined> {
  const isErasure = keyCondition(dialect)('e.action', ACTIONS);
  const row:
    | (Pick<EventRow, 'recorded_at' | 'position'> & {
        first_sequence: StoredInteger | null;
      })
    | undefined = await knex
    .from({ e: TABLES.events })
    .leftJoin({ b: TABLES.batches }, join =>
      join.on('b.stream', 'e.stream').andOn('b.batch', 'e.batch'),
    )
    .whereRaw(isErasure.text, [...isErasure.bindings] as Knex.RawBinding[])
    .where('e.operation_id', id)
    .orderBy('e.recorded_at')
    .first('e.recorded_at', 'e.position', 'b.first_sequence');
  return (
    row && {
      recordedAt: dialect.readTime(row.recorded_at),
      ...(row.first_sequence !== null && {
        sequence: Number(row.first_sequence) + row.position,
      }),
    }
  );
}
