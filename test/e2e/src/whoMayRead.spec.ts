// SPDX-License-Identifier: Apache-2.0
import { AuditLogsPage } from './pages/AuditLogsPage';
import { administrator, engineer } from './people';
import { expect, test } from './test';

/** P9: organization administrators can view the logs by default; nobody else can, under the stock policy that allows everything. */
test.describe('who may read', () => {
  test('an administrator sees the page and its navigation item', async ({
    browserOf,
  }) => {
    const page = await browserOf(administrator);
    await AuditLogsPage.open(page);
    await expect(
      page
        .getByRole('navigation', { name: 'sidebar nav' })
        .getByRole('link', { name: 'Audit Logs' }),
    ).toBeVisible();
  });

  test('nobody else finds it in the navigation, nor by its address', async ({
    browserOf,
  }) => {
    const page = await browserOf(engineer);
    await page.goto('/catalog');
    const navigation = page.getByRole('navigation', { name: 'sidebar nav' });
    await expect(
      navigation.getByRole('link', { name: 'Catalog' }).first(),
    ).toBeVisible();
    await expect(
      navigation.getByRole('link', { name: 'Settings' }),
    ).toBeVisible();
    await expect(page.getByRole('link', { name: 'Audit Logs' })).toHaveCount(0);
    await expect(page.getByRole('group', { name: 'Admin' })).toHaveCount(0);

    await page.goto('/audit-logs');
    // To them there is no such page.
    await expect(page.getByText('ERROR 404: PAGE NOT FOUND')).toBeVisible();
    await expect(page.getByRole('table')).toHaveCount(0);
  });

  test('the API refuses everyone else, on every path', async ({ clientOf }) => {
    const read = await (await clientOf(administrator)).page({ limit: 1 });
    const client = await clientOf(engineer);
    for (const path of [
      '/events',
      `/events/${read.items[0].id}`,
      '/events/summary',
      '/events/export?format=csv',
      '/events/export?format=ndjson',
      '/event-types',
    ]) {
      const response = await client.request(`/api/audit-log/v1${path}`);
      expect(response.status, path).toBe(403);
      const body = await response.json();
      expect(body.error.name, path).toBe('NotAllowedError');
      expect(Object.keys(body), path).not.toContain('items');
    }
  });

  test('nobody reads without signing in', async ({ portal }) => {
    const response = await fetch(`${portal.url}/api/audit-log/v1/events`);
    expect(response.status).toBe(401);
  });

  test('a refusal is itself on record', async ({ browserOf, clientOf }) => {
    const client = await clientOf(engineer);
    await client.request('/api/audit-log/v1/events', {
      query: { q: 'p9-curiosity' },
    });

    const auditLogs = await AuditLogsPage.open(
      await browserOf(administrator),
      'outcome=denied&q=p9-curiosity',
    );
    await auditLogs.find(
      engineer.displayName,
      'Searched the audit log',
      'Denied',
    );
  });
});
