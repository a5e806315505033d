// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { auditEvent } from '../__testUtils__/auditEvent';
import { eventFromRow, type ReadEventRow } from '../database/eventFromRow';
import { eventToRow } from '../database/eventRow';
import { SQLITE } from '../database/sqlite';
import { batchOfEvents } from './batchOfEvents';
import type { EventBatch } from './EventBatch';
import { EventLines } from './EventLines';
import { csvFormat } from './export/csvFormat';
import type { EventFormat } from './export/EventFormat';
import { ndjsonFormat } from './export/ndjsonFormat';
import { PIECE_BYTES } from './pieces';

function rowOf(text: string): ReadEventRow {
  const { row } = eventToRow(auditEvent({ meta: { text } }));
  return { ...row, position: 0, first_sequence: 7 };
}

/** Some kilobytes each, in scripts of one to four bytes a character, that take more than a piece together; and one that does alone. */
const ROWS = [
  ...Array.from({ length: 300 }, (_, index) =>
    rowOf(['a', 'é', 'ש', '😀'][index % 4].repeat(8_000)),
  ),
  rowOf('ש'.repeat(PIECE_BYTES / 2)),
  rowOf('last'),
];
const EVENTS: readonly AuditEvent[] = ROWS.map(row =>
  eventFromRow(row, SQLITE),
);

function linesOf(rows: readonly ReadEventRow[]): EventLines {
  const lines = new EventLines({ dialect: SQLITE });
  rows.forEach(row => lines.add(row));
  return lines;
}

const textOf = (batch: EventBatch, format: EventFormat) =>
  Array.from(batch.text(format), String).join('');

describe('EventLines', () => {
  it('has the events of the rows', () => {
    const lines = linesOf(ROWS);
    expect(lines).toHaveLength(ROWS.length);
    expect(lines.events()).toEqual(EVENTS);
    expect(lines.last).toEqual({
      time: Date.parse(EVENTS.at(-1)!.occurredAt),
      id: EVENTS.at(-1)!.id,
    });
  });

  it.each([
    ['NDJSON', ndjsonFormat],
    ['CSV', csvFormat],
  ])('is written as events are, as %s', (_, format) => {
    const text = textOf(batchOfEvents(EVENTS), format);
    expect(textOf(linesOf(ROWS), format)).toBe(text);
    expect(text).toBe(format.write(EVENTS));
  });

  it('is nothing where there are no rows', () => {
    const lines = linesOf([]);
    expect(lines).toHaveLength(0);
    expect(lines.last).toBeUndefined();
    expect(lines.events()).toEqual([]);
    expect(textOf(lines, ndjsonFormat)).toBe('');
  });

  it('goes back to where it was, however much came since', () => {
    for (const kept of [0, 1, 2, 50, 299]) {
      const lines = new EventLines({ dialect: SQLITE });
      ROWS.slice(0, kept).forEach(row => lines.add(row));
      const undo = lines.keep();
      ROWS.slice(100).forEach(row => lines.add(row));
      undo();
      expect(lines.last?.id).toBe(EVENTS[kept - 1]?.id);
      ROWS.slice(kept).forEach(row => lines.add(row));
      expect(lines).toHaveLength(ROWS.length);
      expect(lines.events()).toEqual(EVENTS);
    }
  });

  it('makes an object of details of which something was erased', () => {
    const row = {
      ...rowOf('a'),
      details:
        '{"seal":{"salts":{},"erased":{"/meta/a":{"commitment":"x","by":"y"}}},"meta":{"b":"\u05e9"}}',
    };
    expect(textOf(linesOf([row, ROWS[0]]), ndjsonFormat)).toBe(
      ndjsonFormat.write([eventFromRow(row, SQLITE), EVENTS[0]]),
    );
  });

  it('throws where details are no JSON', () => {
    const row = { ...rowOf('a'), details: '{"meta":{"a":"1}}' };
    expect(() => linesOf([row])).toThrow(SyntaxError);
  });

  it('uses the memory of what was taken again, and of nothing else', () => {
    const lines = linesOf(ROWS);
    const other = linesOf(ROWS);
    for (const piece of lines.text(ndjsonFormat)) {
      const text = String(piece);
      // Takes up what was given back before.
      linesOf(ROWS.slice(0, 100));
      expect(String(piece)).toBe(text);
    }
    expect(other.events()).toEqual(EVENTS);
  });

  it('keeps nothing of what was written', () => {
    const lines = linesOf(ROWS);
    textOf(lines, ndjsonFormat);
    expect(textOf(lines, ndjsonFormat)).toBe('');
    expect(lines.events()).toEqual([]);
  });
});
