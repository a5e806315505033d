// SPDX-License-Identifier: Apache-2.0
import { EVENT_COLUMNS, type EventRecord } from './eventColumns';

/** Columns that hold JSON already: that has no control characters, and is not written as a text in JSON once more. */
const JSON_COLUMNS = ['meta', 'changes', 'rest', 'seal'] as const;
/** All others that an event is made of: its words are made of it. */
const VALUE_COLUMNS = Object.entries(EVENT_COLUMNS).filter(
  ([name]) =>
    name !== 'search_text' &&
    !(JSON_COLUMNS as readonly string[]).includes(name),
);
const SEPARATOR = '\u001e';

/**
 * SQL for a row as one text, which `recordOfJson` reads: a row of some thirty values takes three times as long to get out of DuckDB. It is
 * a list of values, and JSON behind it.
 */
export const RECORD_JSON = `concat(json_array(${VALUE_COLUMNS.map(
  ([name, type]) => (type === 'TIMESTAMP' ? `epoch_ms(${name})` : name),
).join()}), ${JSON_COLUMNS.map(name => `chr(30), ${name}`).join()})`;

/** Throws where the text is none that RECORD_JSON gives. */
export function recordOfJson(text: string): EventRecord {
  const [list, ...jsons] = text.split(SEPARATOR);
  const values: unknown = JSON.parse(list);
  if (
    !Array.isArray(values) ||
    values.length !== VALUE_COLUMNS.length ||
    jsons.length !== JSON_COLUMNS.length
  ) {
    throw new Error('Not a row of a file of events');
  }
  const record: Record<string, unknown> = {};
  for (let index = 0; index < VALUE_COLUMNS.length; index++) {
    record[VALUE_COLUMNS[index][0]] = values[index];
  }
  for (let index = 0; index < JSON_COLUMNS.length; index++) {
    // Null is nothing here.
    record[JSON_COLUMNS[index]] = jsons[index] || undefined;
  }
  return record as EventRecord;
}
