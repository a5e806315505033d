// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { AuditLogsPage } from './pages/AuditLogsPage';
import { administrator, engineer } from './people';
import { readCsv } from './readCsv';
import { expect, test } from './test';

/** P12: the export is exactly the view. */
test('the export equals the view', async ({ browserOf, clientOf }) => {
  const mark = 'p12export';
  const priya = await clientOf(engineer);
  // More than a page of the view, with what a spreadsheet would take for a formula.
  for (let index = 0; index < 60; index++) {
    const response = await priya.request('/api/catalog/locations', {
      method: 'POST',
      query: { dryRun: 'true' },
      body: { type: 'url', target: `=1+1 ${mark} "${index}", naïve ✓` },
    });
    await response.arrayBuffer();
  }
  const client = await clientOf(administrator);
  const query = { q: mark, plugin: 'catalog' };
  let events: AuditEvent[] = [];
  // An event is there before it has its place in the order (a second at most).
  await expect
    .poll(async () => {
      events = await client.events(query);
      return events.filter(({ sequence }) => sequence !== undefined).length;
    })
    .toBe(60);

  const page = await browserOf(administrator);
  const auditLogs = await AuditLogsPage.open(
    page,
    `${new URLSearchParams(query)}`,
  );
  await expect(page.getByText('1–50 of 60 events')).toBeVisible();

  const ndjson = (await auditLogs.export('NDJSON'))
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
  expect(ndjson).toEqual(events);

  const csv = readCsv(await auditLogs.export('CSV'));
  expect(csv.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  expect(csv.map(record => record.occurred_at)).toEqual(
    events.map(({ occurredAt }) => occurredAt),
  );
  for (const record of csv) {
    for (const field of Object.values(record)) {
      expect(field).not.toMatch(/^[=+\-@\t\r]/);
    }
  }

  const first = await auditLogs.shownTimes();
  await auditLogs.next.click();
  await expect(page.getByText('51–60 of 60 events')).toBeVisible();
  await auditLogs.loaded();
  const shown = [...first, ...(await auditLogs.shownTimes())];
  expect(shown).toEqual(ndjson.map(({ occurredAt }) => occurredAt));

  await auditLogs.search('p12nothing');
  expect(await auditLogs.export('NDJSON')).toBe('');
});
