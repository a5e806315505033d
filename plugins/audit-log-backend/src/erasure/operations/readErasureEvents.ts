// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { eventFromRow } from '../../database/eventFromRow';
import type { Dialect } from '../../database/dialect';
import {
  TABLES,
  type EventRow,
  type StoredInteger,
} from '../../database/tables';
import { keyCondition } from '../../query/operations/eventConditions';

/** What tells of erasures. A preview, which erases nothing, is another action. */
export const ERASURE_ACTIONS: readonly string[] = [
  'audit-log.erasure.begin',
  'audit-log.erasure.done',
];

/** There is one of each, and one more of the beginning when its operation was taken for unfinished. */
const MOST = 100;

/** The events of the live table that tell of an erasure, the earliest first. Those that are not in order yet have no sequence. */
export async function readErasureEvents(
  knex: Knex,
  dialect: Dialect,
  id: string,
): Promise<readonly AuditEvent[]> {
  const isErasure = keyCondition(dialect)('e.action', ERASURE_ACTIONS);
  const rows: (EventRow & { first_sequence: StoredInteger | null })[] =
    await knex
      .from({ e: TABLES.events })
      .leftJoin({ b: TABLES.batches }, join =>
        join.on('b.stream', 'e.stream').andOn('b.batch', 'e.batch'),
      )
      .whereRaw(isErasure.text, [...isErasure.bindings] as Knex.RawBinding[])
      .where('e.operation_id', id)
      .orderBy('e.recorded_at')
      .limit(MOST)
      .select('e.*', 'b.first_sequence');
  return rows.map(row => eventFromRow(row, dialect));
}
