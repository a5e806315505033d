// SPDX-License-Identifier: Apache-2.0
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { auditEvent } from '../../__testUtils__/auditEvent';
import { inBatches, sealedEvents } from './__testUtils__/sealedEvents';
import { DuckDbEventFiles } from './DuckDbEventFiles';
import { EVENT_COLUMNS } from './eventColumns';

const PAGE = resolve(__dirname, '../../../../../docs/reference/archive.md');
const ARCHIVE = 'audit-log-archive';

describe('The reference of the archive', () => {
  let text: string;

  beforeAll(async () => {
    text = await readFile(PAGE, 'utf8');
  });

  /** The code below a heading. */
  function codeBelow(heading: string): string {
    const section = text.split(`\n## ${heading}\n`)[1].split('\n## ')[0];
    return /```sql\n([\s\S]*?)```/.exec(section)![1];
  }

  it('has the columns of the files, in their order', () => {
    const rows = [...text.matchAll(/^\| `(\w+)` +\| (.+?) +\| /gm)];
    expect(
      rows.map(([, name, type]) => [
        name,
        type.replace(/^list of (\w+)$/, '$1[]').replaceAll('`', ''),
      ]),
    ).toEqual(Object.entries(EVENT_COLUMNS));
  });

  it.each(['Trino', 'Athena'])('has them in the table of %s', engine => {
    const [, columns] = /\(\n([\s\S]*?)\n\)/.exec(
      codeBelow(`Read it with ${engine}`),
    )!;
    const found = columns
      .split(/,\s+/)
      .map(column => column.trim().split(' '))
      .filter(([name]) => name !== 'year' && name !== 'month')
      .map(([name, type]) => [
        name,
        type
          .toUpperCase()
          .replace(/^ARRAY[(<](.*)[)>]$/, '$1[]')
          .replaceAll('STRING', 'VARCHAR')
          .replace(/\(\d\)/, ''),
      ]);
    expect(found).toEqual(Object.entries(EVENT_COLUMNS));
  });

  it('has a query that DuckDB answers from an archive as it lies', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'audit-log-archive-'));
    const files = DuckDbEventFiles.create({ directory, memory: '256MB' });
    const { signal } = new AbortController();
    const deleted = {
      action: 'catalog.entity-mutate.delete',
      projects: [{ ref: 'system:default/retail' }],
    };
    const months = {
      'year=2026/month=11/2026-11.default.1.parquet': [
        deleted,
        deleted,
        { ...deleted, actor: { type: 'system' } as const },
        { ...deleted, action: 'catalog.entity-mutate.update' },
        { ...deleted, projects: [{ ref: 'system:default/retail-2' }] },
      ],
      'year=2026/month=09/2026-09.default.1.parquet': [deleted],
    };
    for (const [name, given] of Object.entries(months)) {
      const path = join(directory, ARCHIVE, 'events', name);
      await mkdir(dirname(path), { recursive: true });
      const events = sealedEvents(given.map(auditEvent));
      await files.write(path, inBatches(events), signal);
    }
    await files.close();

    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const query = codeBelow('Read it with DuckDB').replace(
      ARCHIVE,
      join(directory, ARCHIVE),
    );
    const answered = await connection.runAndReadAll(query);
    expect(
      answered.getRowObjectsJS().map(({ actor, deletions }) => ({
        actor,
        deletions: Number(deletions),
      })),
    ).toEqual([
      { actor: 'user:default/jane', deletions: 2 },
      { actor: null, deletions: 1 },
    ]);
    connection.closeSync();
    instance.closeSync();
    await rm(directory, { recursive: true });
  });
});
