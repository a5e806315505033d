// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { auditEvent } from '../../__testUtils__/auditEvent';
import { csvFormat } from './csvFormat';
import { EXPORT_COLUMNS } from './exportColumns';

/** Reads CSV as RFC 4180, section 2, says it is to be read. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  let row: string[] = [];
  for (const [, quoted, plain, separator] of text.matchAll(cells)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (separator === '\r\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

function written(event: AuditEvent): Record<string, string> {
  const [row] = parseCsv(csvFormat.write([event]));
  return Object.fromEntries(
    EXPORT_COLUMNS.map(({ name }, index) => [name, row[index]]),
  );
}

describe('csvFormat', () => {
  it('begins with a byte order mark and the names of the columns', () => {
    expect(csvFormat.head.charAt(0)).toBe('\ufeff');
    expect(parseCsv(csvFormat.head.slice(1))).toEqual([
      EXPORT_COLUMNS.map(({ name }) => name),
    ]);
  });

  it('has the columns that the reference describes, in its order', () => {
    const reference = readFileSync(
      resolve(__dirname, '../../../../../docs/reference/export.md'),
      'utf8',
    );
    const described = [...reference.matchAll(/^\| `(\w+)`/gm)].map(
      ([, name]) => name,
    );
    expect(described).toEqual(EXPORT_COLUMNS.map(({ name }) => name));
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
    'writes %j so that no spreadsheet runs it',
    text => {
      const row = written(
        auditEvent({
          plugin: text,
          error: { name: text, message: text },
          targets: [{ ref: text }],
          request: { userAgent: text, path: text },
        }),
      );
      for (const column of [
        'plugin',
        'error_name',
        'error_message',
        'targets',
        'user_agent',
        'path',
      ]) {
        expect(row[column]).toBe(`'${text}`);
      }
    },
  );

  it.each(['a,b', 'say "hi"', 'two\r\nlines', 'two\nlines', 'שלום 🦄', ' '])(
    'keeps %j whole',
    text => {
      expect(written(auditEvent({ plugin: text })).plugin).toBe(text);
    },
  );

  it('holds what was changed as JSON', () => {
    const changes = [{ path: '/a', before: '"1"' }];
    const row = written(auditEvent({ changes }));
    expect(JSON.parse(row.changes)).toEqual(changes);
  });

  it('leaves empty what an event has not', () => {
    const row = written(
      auditEvent({
        request: undefined,
        durationMs: undefined,
        actor: { type: 'anonymous' },
      }),
    );
    expect(row).toMatchObject({
      sequence: '',
      duration_ms: '',
      actor: '',
      method: '',
      changes: '',
    });
  });
});
