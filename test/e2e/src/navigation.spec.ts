// SPDX-License-Identifier: Apache-2.0
import { AuditLogsPage } from './pages/AuditLogsPage';
import { administrator } from './people';
import { expect, test } from './test';

const DAY = 24 * 60 * 60 * 1000;

/** P11: navigation has Admin → Audit Logs; it opens on the past 30 days, and is reachable by URL, with all filters in the URL. */
test.describe('the way to the page', () => {
  test('by the navigation, onto the past 30 days', async ({ browserOf }) => {
    const page = await browserOf(administrator);
    await page.goto('/catalog');
    const before = Date.now();
    const answered = page.waitForResponse(response =>
      new URL(response.url()).pathname.endsWith('/v1/events'),
    );
    await page
      .getByRole('group', { name: 'Admin' })
      .getByRole('link', { name: 'Audit Logs' })
      .click();

    const auditLogs = AuditLogsPage.on(page);
    await auditLogs.loaded();
    await expect(
      page.getByRole('heading', { name: 'Audit Logs', level: 1 }),
    ).toBeVisible();
    await expect(auditLogs.timeRange).toHaveText('Past 30 days');
    expect(new URL(page.url()).pathname).toBe('/audit-logs');

    const { window } = await (await answered).json();
    const from = new Date(window.from).getTime();
    const to = new Date(window.to).getTime();
    expect(to - from).toBe(30 * DAY);
    // To the minute.
    expect(to).toBeGreaterThan(before - 60_000);
    expect(to).toBeLessThan(Date.now() + 60_000);
    const times = await auditLogs.shownTimes();
    expect(times.length).toBeGreaterThan(0);
    expect(times).toEqual([...times].sort().reverse());
  });

  test('by its address, with every filter in it', async ({ browserOf }) => {
    const operation = '0190a7c2-6f9e-7cc1-b8d4-1f6ab2e0c9d3';
    const page = await browserOf(administrator);
    const asked = page.waitForRequest(request =>
      new URL(request.url()).pathname.endsWith('/v1/events'),
    );
    const filters = [
      ['q', 'shipment'],
      ['actor', 'user:default/priya.raman'],
      ['-actor', 'plugin:catalog'],
      ['actorType', 'user'],
      ['plugin', 'catalog'],
      ['event', 'entity-mutate'],
      ['action', 'catalog.entity-mutate.delete'],
      ['category', 'catalog'],
      ['severity', 'medium'],
      ['outcome', 'failed'],
      ['target', 'component:default/booking-service'],
      ['project', 'system:default/freight-booking'],
      ['address', '192.0.2.7'],
      ['operation', operation],
      ['from', '2026-01-01T00:00:00.000Z'],
      ['to', '2026-02-01T00:00:00.000Z'],
      ['order', 'oldest'],
    ];
    const auditLogs = await AuditLogsPage.open(
      page,
      String(new URLSearchParams(filters)),
    );

    const sent = [...new URL((await asked).url()).searchParams];
    expect(sent).toEqual(expect.arrayContaining(filters));
    for (const label of [
      'Text: shipment',
      'Actor is priya.raman',
      'Actor is not plugin:catalog',
      'Actor type is Person',
      'Plugin is catalog',
      'Event is entity-mutate',
      'Action is Deleted entity',
      'Category is catalog',
      'Severity is Medium',
      'Outcome is Failed',
      'Target is booking-service',
      'Project is freight-booking',
      'Address is 192.0.2.7',
      `Operation is ${operation}`,
    ]) {
      await expect(
        auditLogs.activeFilters.getByText(label, { exact: true }),
      ).toBeVisible();
    }
    await expect(
      page.getByRole('button', { name: 'Oldest first' }),
    ).toBeVisible();
    await expect(
      page.getByRole('heading', { name: 'No events match these filters' }),
    ).toBeVisible();
  });
});
