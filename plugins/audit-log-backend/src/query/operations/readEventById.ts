// SPDX-License-Identifier: Apache-2.0
import {
  sealedEventFromRow,
  type ReadEventRow,
} from '../../database/eventFromRow';
import { timeInId } from '../../database/recordedTime';
import { TABLES } from '../../database/tables';
import type { SealedEvent } from '../AuditEventReader';
import type { ReadScope } from '../ReadScope';
import { eventConditions } from './eventConditions';
import { runBounded, type QueryContext } from './runBounded';
import { EVENT_COLUMNS } from './eventColumns';
import { all, sql } from './sql';

const EVERYTHING = { include: {}, exclude: {}, order: 'newest' } as const;

/**
 * One event. The time in its id says which month it is in, and the few streams there are make the rest of its key. An id
 * without a time is no event's.
 */
export async function readEventById(
  context: QueryContext,
  id: string,
  scope: ReadScope,
  budgetMs: number,
): Promise<SealedEvent | undefined> {
  const key = id.toLowerCase();
  const recordedAt = timeInId(key);
  if (recordedAt === undefined) {
    return undefined;
  }
  const { dialect } = context;
  const where = all([
    sql('e.recorded_at = ? AND e.id = ?', dialect.writeTime(recordedAt), key),
    ...eventConditions(EVERYTHING, scope, dialect),
  ]);
  const [row] = await runBounded<ReadEventRow>(
    context,
    sql(
      `SELECT ${EVENT_COLUMNS}, b.first_sequence FROM ${TABLES.streams} s
       JOIN ${TABLES.events} e ON e.stream = s.stream
       LEFT JOIN ${TABLES.batches} b ON b.stream = e.stream AND b.batch = e.batch
       WHERE ${where.text}`,
      ...where.bindings,
    ),
    budgetMs,
  );
  return row && sealedEventFromRow(row, dialect);
}
