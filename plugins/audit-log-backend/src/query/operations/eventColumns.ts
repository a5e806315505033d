// SPDX-License-Identifier: Apache-2.0
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

/** Where the batch of an event `e` begins. Looked up for each event of a page: as a join, all batches might be read for it. */
export const FIRST_SEQUENCE = `(SELECT b.first_sequence FROM ${TABLES.batches} b WHERE b.stream = e.stream AND b.batch = e.batch) AS first_sequence`;
