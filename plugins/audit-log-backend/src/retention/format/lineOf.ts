// SPDX-License-Identifier: Apache-2.0
import { storedText } from '../../database/storedText';
import type { SealedEvent } from '../../query/AuditEventReader';
import type { EventRecord } from './eventColumns';
import { recordFromEvent } from './recordFromEvent';

/** NUL and halves of surrogate pairs, as JSON.stringify writes them: no column can hold them. */
const UNSTORABLE = /\\u0000|\\ud[89a-f]/;

/** An event as a line of JSON, the values of columns by their names. */
export function lineOf(sealed: SealedEvent): string {
  const record = recordFromEvent(sealed);
  const line = JSON.stringify(record);
  // Hardly any line has what such a sign begins with.
  return line.includes('\\u') && UNSTORABLE.test(line)
    ? JSON.stringify(storable(record, sealed))
    : line;
}

/** The record with the whole event in `rest` where its columns cannot hold all of it. No event that a database has had is such. */
function storable(record: EventRecord, { event }: SealedEvent): EventRecord {
  let isChanged = false;
  const kept = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.map(kept);
    }
    if (typeof value !== 'string') {
      return value;
    }
    const text = storedText(value);
    isChanged ||= text !== value;
    return text;
  };
  const copy = Object.fromEntries(
    Object.entries(record).map(([column, value]) => [column, kept(value)]),
  ) as EventRecord;
  return isChanged ? { ...copy, rest: JSON.stringify(event) } : record;
}
