// SPDX-License-Identifier: Apache-2.0
import { RecordCounter } from './RecordCounter';

/** Fed one byte at a time, so that every place a chunk can end is tried. */
function count(format: 'csv' | 'ndjson' | 'proofs', text: string): number {
  const counter = RecordCounter.create(format);
  for (const byte of new TextEncoder().encode(text)) {
    counter.add(Uint8Array.of(byte));
  }
  return counter.count;
}

describe('RecordCounter', () => {
  it('counts the lines of NDJSON', () => {
    expect(count('ndjson', '')).toBe(0);
    expect(count('ndjson', '{"a":"\\"🦄"}\n{"b":1}\n')).toBe(2);
  });

  it('counts the records of CSV, not their lines', () => {
    expect(count('csv', 'a,b\r\n')).toBe(0);
    expect(
      count('csv', 'a,b\r\n1,"two\r\nlines"\r\n3,"a ""quote""\n"\r\n'),
    ).toBe(2);
  });

  it('counts the events of a file with proofs, wherever they name others', () => {
    expect(
      count(
        'proofs',
        '{"auditLogExport":1}\n{"event":{"a":"{\\"event\\":"}}\n{"skip":{"event":1}}\n {"event":1}\n{"event":{}}\n{"even',
      ),
    ).toBe(2);
  });
});
