// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';
import { AccessControlPage } from './pages/AccessControlPage';
import { AuditLogsPage } from './pages/AuditLogsPage';
import {
  administrator,
  engineer,
  identityEngineer,
  trackingEngineer,
} from './people';
import type { PortalClient } from './PortalClient';
import { refreshEntity } from './refreshEntity';
import { expect, test } from './test';

const EVENTS = '/api/audit-log/v1/events';

/** P9 from the other side: neither page nor API. */
async function expectRefused(page: Page, client: PortalClient) {
  expect((await client.request(EVENTS)).status).toBe(403);
  expect((await client.request('/api/audit-log/v1/roles')).status).toBe(403);
  await page.goto('/audit-logs');
  await expect(page.getByText('ERROR 404: PAGE NOT FOUND')).toBeVisible();
  await page.goto('/access-control');
  await expect(page.getByText('ERROR 404: PAGE NOT FOUND')).toBeVisible();
  await expect(
    page
      .getByRole('navigation', { name: 'sidebar nav' })
      .getByRole('link', { name: 'Settings' }),
  ).toBeVisible();
  await expect(page.getByRole('group', { name: 'Admin' })).toHaveCount(0);
}

test.describe('access by role', () => {
  test('P10, P14, P15: who is in a group that gets a role with LOG-MANAGEMENT reads the log from the next request, and nobody else', async ({
    browserOf,
    clientOf,
  }) => {
    const reader = await browserOf(engineer);
    const readersClient = await clientOf(engineer);
    const outsider = await browserOf(trackingEngineer);
    const outsidersClient = await clientOf(trackingEngineer);
    await expectRefused(reader, readersClient);
    await expectRefused(outsider, outsidersClient);

    const accessControl = await AccessControlPage.open(
      await browserOf(administrator),
    );
    await accessControl.createRole({
      name: 'Log readers of booking',
      description: 'Reads the audit log',
      permission: 'LOG-MANAGEMENT',
    });
    await accessControl.openGroup('Booking');
    await accessControl.addRoles(['Log readers of booking']);
    await expect(
      accessControl.row('Roles', 'Log readers of booking', 'Organization'),
    ).toBeVisible();

    // The very token and browser that were refused before.
    expect((await readersClient.request(EVENTS)).status).toBe(200);
    await reader.goto('/catalog');
    await reader
      .getByRole('navigation', { name: 'sidebar nav' })
      .getByRole('link', { name: 'Audit Logs' })
      .click();
    await AuditLogsPage.on(reader).loaded();
    // Reading is all that they were given.
    expect(
      (await readersClient.request('/api/audit-log/v1/roles')).status,
    ).toBe(403);
    await expectRefused(outsider, outsidersClient);

    await accessControl.removeRole('Log readers of booking');
    await expectRefused(reader, readersClient);
  });

  test('P8, P15: who has a role for one project reads the events of that project, and no others', async ({
    browserOf,
    clientOf,
  }) => {
    const admin = await clientOf(administrator);
    for (const name of ['account-service', 'invoice-service']) {
      await refreshEntity(clientOf, administrator, `component:default/${name}`);
    }
    const query = { action: 'catalog.entity-mutate.refresh' };
    const all = await admin.events(query);
    const within = all.filter(({ projects }) =>
      projects.some(({ ref }) => ref === 'system:default/customer-identity'),
    );
    const outside = all.filter(event => !within.includes(event));
    expect(within.length).toBeGreaterThan(0);
    expect(outside.length).toBeGreaterThan(0);

    const accessControl = await AccessControlPage.open(
      await browserOf(administrator),
    );
    await accessControl.createRole({
      name: 'Readers of one project',
      description: '',
      permission: 'LOG-MANAGEMENT',
    });
    await accessControl.openGroup('Identity');
    await accessControl.addRoles(
      ['Readers of one project'],
      'customer-identity',
    );
    // By its title, in the place of its name, once that has come from the catalog.
    await expect(
      accessControl.row('Roles', 'Readers of one project', 'Customer Identity'),
    ).toBeVisible();

    const client = await clientOf(identityEngineer);
    const seen = await client.events({});
    expect(seen.length).toBeGreaterThan(0);
    for (const { id, projects } of seen) {
      expect(
        projects.map(({ ref }) => ref),
        id,
      ).toContain('system:default/customer-identity');
    }
    const summary = await client.json<{ total: { count: number } }>(
      `${EVENTS}/summary`,
      { query },
    );
    expect(summary.total.count).toBe(within.length);
    const status = async (id: string) =>
      (await client.request(`${EVENTS}/${id}`)).status;
    expect(await status(within[0].id)).toBe(200);
    expect(await status(outside[0].id)).toBe(404);

    const page = await browserOf(identityEngineer);
    const auditLogs = await AuditLogsPage.open(
      page,
      'action=catalog.entity-mutate.refresh',
    );
    await expect(auditLogs.row('account-service').first()).toBeVisible();
    await expect(auditLogs.row('invoice-service')).toHaveCount(0);

    // That the project's events are open to them is itself an event of the project.
    await AuditLogsPage.open(page, 'action=audit-log.role-assignment.assign');
    await auditLogs.find(administrator.displayName, 'Identity');
  });

  test('P6: every change is on record, with who made it and what it was', async ({
    browserOf,
  }) => {
    const page = await browserOf(administrator);
    const accessControl = await AccessControlPage.open(page);
    await accessControl.createRole({
      name: 'A role to look for',
      description: '<b>Not bold</b>',
      permission: 'LOG-MANAGEMENT',
    });
    await expect(page.getByText('<b>Not bold</b>')).toBeVisible();

    const auditLogs = await AuditLogsPage.open(
      page,
      'action=audit-log.role-write.create',
    );
    const row = await auditLogs.find(
      administrator.displayName,
      'Created role',
      'A role to look for',
    );
    await auditLogs.openEvent(row, 'Created role');
    await expect(
      page.getByRole('dialog', { name: 'Created role' }),
    ).toContainText('LOG-MANAGEMENT');
  });
});
