// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';
import { resolve } from 'node:path';
import { AccessControlPage } from './pages/AccessControlPage';
import { AuditLogsPage } from './pages/AuditLogsPage';
import { EventDetails } from './pages/EventDetails';
import { IntegrityPage } from './pages/IntegrityPage';
import { administrator } from './people';
import type { PortalClient } from './PortalClient';
import { pictures } from './portal/checkout';
import { linkIn } from './portal/Mailbox';
import { expect, test } from './test';

test.use({
  portalSetup: { name: 'demonstration', demonstration: true, mail: true },
});

test.describe('pictures for the documentation', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the page in the ${colorScheme} theme`, async ({ browserOf }) => {
      const page = await browserOf(administrator, { colorScheme });
      await openDemonstration(page);
      await take(page, `audit-logs-${colorScheme}`);
    });
  }

  test('filters', async ({ browserOf }) => {
    const page = await browserOf(administrator);
    const auditLogs = await openDemonstration(
      page,
      'severity=high&severity=medium',
    );
    const dialog = await auditLogs.openFilter('Actor');
    await expect(dialog.getByRole('checkbox').first()).toBeVisible();
    await take(page, 'filters');
  });

  test('details', async ({ browserOf }) => {
    const page = await browserOf(administrator);
    const auditLogs = await openDemonstration(
      page,
      'action=catalog.entity-mutate.delete',
    );
    await auditLogs.openEvent(
      auditLogs.row('Deleted entity').first(),
      'Deleted entity',
    );
    await expect(
      page.getByRole('dialog', { name: 'Deleted entity' }),
    ).toContainText('Other events');
    await take(page, 'details');
  });

  test('a phone', async ({ browserOf }) => {
    const page = await browserOf(administrator, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await openDemonstration(page);
    await take(page, 'phone');
  });
});

test.describe('pictures of Access Control', () => {
  test.beforeAll(async ({ clientOf }) => {
    await giveExampleAccess(await clientOf(administrator));
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`roles in the ${colorScheme} theme`, async ({ browserOf }) => {
      const page = await browserOf(administrator, { colorScheme });
      await AccessControlPage.open(page);
      await expect(
        AccessControlPage.on(page).row('Roles', 'Billing reviewers'),
      ).toBeVisible();
      await take(page, `access-control-${colorScheme}`);
    });
  }

  test('creating a role', async ({ browserOf }) => {
    const page = await browserOf(administrator);
    await AccessControlPage.open(page);
    await AccessControlPage.on(page).button('Create Role').click();
    const dialog = AccessControlPage.on(page).dialog('Create role');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Log readers');
    await dialog.getByRole('button', { name: 'Next' }).click();
    await dialog.getByRole('checkbox', { name: 'LOG-MANAGEMENT' }).check();
    await take(page, 'create-role');
  });

  test('the roles of a group', async ({ browserOf }) => {
    const page = await browserOf(administrator);
    const accessControl = await AccessControlPage.open(page);
    await accessControl.openGroup('Billing');
    await accessControl.edit('Roles');
    await expect(accessControl.row('Roles', 'Billing reviewers')).toBeVisible();
    await take(page, 'group');
  });

  test('members', async ({ browserOf }) => {
    const page = await browserOf(administrator);
    const accessControl = await AccessControlPage.open(page);
    await accessControl.openTab('Members');
    await expect(accessControl.row('Members', 'Sofia Rossi')).toBeVisible();
    await take(page, 'members');
  });

  test('why somebody may', async ({ browserOf }) => {
    const page = await browserOf(administrator, {
      viewport: { width: 1280, height: 1000 },
    });
    await AccessControlPage.open(page);
    await page.goto(
      '/access-control/members/user%3Adefault%2Fsofia.rossi?permission=audit-log.read&project=system%3Adefault%2Finvoicing',
    );
    await expect(page.getByRole('region', { name: 'Explain' })).toContainText(
      'through the group',
    );
    await take(page, 'explain');
  });

  test('invitations, and inviting', async ({ browserOf }) => {
    const page = await browserOf(administrator);
    const accessControl = await AccessControlPage.open(page);
    await accessControl.openTab('Invitations');
    await expect(
      accessControl.row('Invitations', 'jo@auditors.example', 'E-mail sent'),
    ).toBeVisible();
    await take(page, 'invitations');
    await accessControl.button('Invite Member').first().click();
    await accessControl
      .dialog('Invite members')
      .getByRole('textbox', { name: 'E-mail addresses' })
      .fill('ann@partner.example, bo@partner.example; cleo.partner.example ');
    await take(page, 'invite');
  });

  test('accepting, on a phone', async ({ browserOf, mailbox }) => {
    const page = await browserOf(
      { name: 'jo', displayName: 'Jo', ref: 'user:default/jo' },
      { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    );
    const { text } = await mailbox.mailFor('jo@auditors.example');
    const link = linkIn(text);
    await expect(async () => {
      await page.goto(link);
      await expect(
        page.getByRole('heading', { name: 'You are invited' }),
      ).toBeVisible({ timeout: 5_000 });
      // Who is not in the catalog yet cannot sign in.
    }).toPass({ timeout: 60_000 });
    await take(page, 'accept');
  });
});

test.describe('pictures of what proves the log', () => {
  test('the ledger, verified', async ({ browserOf }) => {
    const page = await browserOf(administrator, {
      viewport: { width: 1280, height: 1000 },
    });
    await openDemonstration(page);
    const integrity = await IntegrityPage.open(page);
    await integrity.verifyEverything();
    await expect(integrity.section('Ledger')).toContainText('Verified until');
    await take(page, 'integrity');
  });

  test('an event, verified in the browser', async ({ browserOf }) => {
    const page = await browserOf(administrator, {
      viewport: { width: 1280, height: 1000 },
    });
    const auditLogs = await openDemonstration(
      page,
      'action=catalog.entity-mutate.delete',
    );
    await auditLogs.openEvent(
      auditLogs.row('Deleted entity').first(),
      'Deleted entity',
    );
    const proof = EventDetails.on(page, 'Deleted entity').section('Integrity');
    await proof.getByRole('button', { name: 'Verify this event' }).click();
    await expect(proof).toContainText('exactly as it was recorded');
    await proof
      .getByRole('button', { name: 'Download proof' })
      .scrollIntoViewIfNeeded();
    await take(page, 'proof');
  });
});

test.describe('pictures of what comes from elsewhere', () => {
  test('what changed in an API proxy', async ({
    browserOf,
    clientOf,
    catalogFiles,
  }) => {
    const client = await clientOf(administrator);
    const add = (lifecycle: string, description: string, owner: string) =>
      catalogFiles.add('rates-api', {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'API',
        metadata: { name: 'rates-api', title: 'Rates API', description },
        spec: {
          type: 'openapi',
          lifecycle,
          owner,
          system: 'invoicing',
          definition: 'openapi: 3.1.0',
        },
      });
    const url = add(
      'experimental',
      'Rates of the day',
      'group:default/billing',
    );
    await client.json('/api/catalog/locations', {
      method: 'POST',
      body: { type: 'url', target: url },
    });
    const page = await browserOf(administrator, {
      viewport: { width: 1280, height: 1000 },
    });
    const auditLogs = await AuditLogsPage.open(
      page,
      'target=api:default/rates-api',
    );
    await auditLogs.findWithinAMinute('Created API proxy');
    add(
      'production',
      'Rates of the day and the week',
      'group:default/tracking',
    );
    await client.json('/api/catalog/refresh', {
      method: 'POST',
      body: { entityRef: 'api:default/rates-api' },
    });
    const row = await auditLogs.findWithinAMinute('Changed API proxy');
    const details = await auditLogs.openEvent(row, 'Changed API proxy');
    await details.section('Changes').scrollIntoViewIfNeeded();
    await take(page, 'changes');
  });

  test('the token of a new key, and the keys', async ({ browserOf }) => {
    const page = await browserOf(administrator, {
      viewport: { width: 1280, height: 1000 },
      permissions: ['clipboard-write'],
    });
    const accessControl = await AccessControlPage.open(page);
    await accessControl.openTab('Keys');
    await accessControl.button('Create Key').first().click();
    const create = accessControl.dialog('Create key');
    await create.getByRole('textbox', { name: 'Name' }).fill('Deployments');
    await create
      .getByRole('textbox', { name: 'Sources' })
      .fill('https://ci.meridian.example/*');
    await create.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(
      page.getByRole('dialog', { name: 'Token of Deployments' }),
    ).toBeVisible();
    await take(page, 'keys');
  });

  test('the coverage', async ({ browserOf }) => {
    const page = await browserOf(administrator);
    await openDemonstration(page);
    await page.getByRole('link', { name: 'Coverage' }).click();
    await page.getByRole('button', { name: /^catalog / }).click();
    await expect(
      page.getByRole('table', { name: 'Actions of catalog' }),
    ).toBeVisible();
    await take(page, 'coverage');
  });
});

/** A role for a project, a local group, and two invitations. */
async function giveExampleAccess(client: PortalClient): Promise<void> {
  const post = <T>(path: string, body: object) =>
    client.json<T>(`/api/audit-log/v1${path}`, { method: 'POST', body });
  const role = await post<{ id: string }>('/roles', {
    name: 'Billing reviewers',
    description: 'Read what happens to invoices and payments',
    permissions: ['LOG-MANAGEMENT'],
  });
  await post('/assignments', {
    roles: [role.id],
    subjects: ['group:default/billing'],
    level: { kind: 'project', project: 'system:default/invoicing' },
  });
  const group = await post<{ ref: string }>('/groups', {
    name: 'External auditors',
    description: 'Of the yearly audit',
  });
  await post('/assignments', {
    roles: ['auditor'],
    subjects: [group.ref],
    level: { kind: 'organization' },
  });
  await post('/invitations', {
    emails: ['jo@auditors.example', 'robin@auditors.example'],
    roles: [],
    groups: [group.ref],
    level: { kind: 'organization' },
  });
  await expect
    .poll(async () => {
      const { items } = await client.json<{
        items: readonly { delivery: { state: string } }[];
      }>('/api/audit-log/v1/invitations');
      return items.map(({ delivery }) => delivery.state);
    })
    .toEqual(['sent', 'sent']);
}

/** Demonstration data is written after the start, so the page is refreshed until it is there. */
async function openDemonstration(
  page: Page,
  query = '-plugin=audit-log',
): Promise<AuditLogsPage> {
  const auditLogs = await AuditLogsPage.open(page, query);
  await expect(async () => {
    await auditLogs.refresh();
    await auditLogs.loaded();
    await expect(page.getByText('demo').first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 150_000, intervals: [500] });
  return auditLogs;
}

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({
    path: resolve(pictures, `${name}.png`),
    animations: 'disabled',
    caret: 'hide',
  });
}
