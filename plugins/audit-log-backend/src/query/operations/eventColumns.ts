// SPDX-License-Identifier: Apache-2.0
import type { Dialect } from '../../database/dialect';
import { STORED_COLUMNS } from '../../database/StoredRow';
import { TABLES } from '../../database/tables';

const COLUMNS = [
  'stream',
  'batch',
  'position',
  'id',
  'operation_id',
  'occurred_at',
  'recorded_at',
  'duration_ms',
  'plugin',
  'event',
  'action',
  'category',
  'severity',
  'outcome',
  'actor_type',
  'actor',
  'via',
  'details',
];

/** What an event is made of, of rows `e`. */
export const EVENT_COLUMNS = COLUMNS.map(column => `e.${column}`).join(', ');

/** Columns of which nothing but the place of an event is made. */
const PLACES = ['stream', 'batch'];
const TIMES = ['occurred_at', 'recorded_at'];

/** The same as `eventFromRow` reads it, of rows `e`: times in milliseconds, as a driver takes as long for a Date as for all the rest. */
export function readColumns({
  milliseconds,
}: Pick<Dialect, 'milliseconds'>): string {
  return COLUMNS.filter(column => !PLACES.includes(column))
    .map(column =>
      TIMES.includes(column)
        ? `${milliseconds(`e.${column}`)} AS ${column}`
        : `e.${column}`,
    )
    .join(', ');
}

/** The same as a `StoredRow` reads it, of rows `e`, without the sequence. */
export const STORED_EVENT = STORED_COLUMNS.filter(
  column => column !== 'first_sequence',
)
  .map(column => `e.${column}`)
  .join(', ');

/** Where the batch of an event `e` begins. Looked up for each event of a page: as a join, all batches might be read for it. */
export const FIRST_SEQUENCE = `(SELECT b.first_sequence FROM ${TABLES.batches} b WHERE b.stream = e.stream AND b.batch = e.batch) AS first_sequence`;
