// SPDX-License-Identifier: Apache-2.0
import type { EventSummary } from 'backstage-plugin-audit-log-common';
import { resolve } from 'node:path';
import { expectNothingSerious } from './expectNothingSerious';
import { AuditLogsPage } from './pages/AuditLogsPage';
import { RetentionPage } from './pages/RetentionPage';
import { administrator } from './people';
import { pictures } from './portal/checkout';
import { expect, test } from './test';

const EVENTS = 30_000;
const EVER = { from: '1970-01-01T00:00:00.000Z', '-plugin': 'audit-log' };

// Of fifteen months: the first ones are due to be archived.
test.use({ portalSetup: { name: 'aged', events: EVENTS, days: 450 } });

test.describe.serial('events of more than a year', () => {
  test('the oldest months move to the archive, and are read from there with the others', async ({
    browserOf,
    clientOf,
  }) => {
    const client = await clientOf(administrator);
    // What was there before it started is sealed first.
    await expect
      .poll(
        async () =>
          (
            await client.json<{ sealed: number }>('/api/audit-log/v1/ledger')
          ).sealed,
        { timeout: 120_000 },
      )
      .toBeGreaterThanOrEqual(EVENTS);
    const before = await client.events({ ...EVER, limit: 1000 });

    const page = await browserOf(administrator);
    const retention = await RetentionPage.open(page);
    await retention.runNow();
    await expect(retention.latestRun).toContainText('Done');
    const archived = retention
      .section('What is where')
      .getByRole('table', { name: 'Archive' })
      .getByRole('row')
      .filter({ hasText: 'Archived' });
    await expect.poll(() => archived.count()).toBeGreaterThanOrEqual(2);

    // To the end, none missing and none twice, in the same order.
    const after = await client.events({ ...EVER, limit: 1000 });
    const known = new Set(before.map(({ id }) => id));
    expect(after.filter(({ id }) => known.has(id)).map(({ id }) => id)).toEqual(
      before.map(({ id }) => id),
    );

    const { total } = await client.json<EventSummary>(
      '/api/audit-log/v1/events/summary',
      { query: EVER },
    );
    expect(total.count).toBeGreaterThanOrEqual(before.length);
    const exported = await (
      await client.request('/api/audit-log/v1/events/export', {
        query: { ...EVER, format: 'ndjson' },
      })
    ).text();
    expect(exported.trim().split('\n').length).toBeGreaterThanOrEqual(
      before.length,
    );
  });

  test('the pages say what is where', async ({ browserOf, clientOf }) => {
    const page = await browserOf(administrator, {
      viewport: { width: 1280, height: 1400 },
    });
    const retention = await RetentionPage.open(page);
    await expect(retention.section('Archive')).toContainText('Can be used');
    await expectNothingSerious(page);
    await page.screenshot({
      path: resolve(pictures, 'retention.png'),
      animations: 'disabled',
      caret: 'hide',
    });

    const time = (daysAgo: number) =>
      new Date(Date.now() - daysAgo * 86_400_000).toISOString();
    const auditLogs = await AuditLogsPage.open(
      page,
      `from=${time(450)}&to=${time(440)}`,
    );
    const mark = { name: 'From the archive' };
    await expect(auditLogs.table.getByRole('img', mark).first()).toBeVisible();
    await expectNothingSerious(page);

    // A link to one of them, from a list that it is not in.
    const client = await clientOf(administrator);
    const { items } = await client.page({ from: time(450), to: time(440) });
    await page.goto(`/audit-logs?range=24h&open=${items[0].id}`);
    await expect(page.getByRole('dialog').getByRole('img', mark)).toBeVisible();
  });
});
