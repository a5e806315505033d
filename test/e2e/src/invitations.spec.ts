// SPDX-License-Identifier: Apache-2.0
import type { Locator } from '@playwright/test';
import { AccessControlPage } from './pages/AccessControlPage';
import { AuditLogsPage } from './pages/AuditLogsPage';
import { administrator, billingEngineer, type Person } from './people';
import { linkIn } from './portal/Mailbox';
import type { PortalClient } from './PortalClient';
import { expect, test } from './test';

/** The user that the catalog has for an address, once it has one. */
async function personOf(client: PortalClient, email: string): Promise<Person> {
  let found: readonly { metadata: { name: string } }[] = [];
  await expect
    .poll(
      async () => {
        const { items } = await client.json<{ items: typeof found }>(
          '/api/catalog/entities/by-query',
          { query: { filter: `kind=user,spec.profile.email=${email}` } },
        );
        found = items;
        return items.length;
      },
      { timeout: 120_000 },
    )
    .toBe(1);
  const { name } = found[0].metadata;
  return { name, displayName: email, ref: `user:default/${name}` };
}

async function pickRole(dialog: Locator, role: string): Promise<void> {
  const roles = dialog.getByRole('group', { name: 'Roles' });
  await roles.getByRole('textbox', { name: 'Search roles' }).fill(role);
  await roles.getByRole('checkbox', { name: role }).check();
}

test.describe('P16: invitations', () => {
  test('several addresses are invited at once, each gets an e-mail, and accepting it gives access', async ({
    browserOf,
    clientOf,
    mailbox,
  }) => {
    const admin = await clientOf(administrator);
    const page = await browserOf(administrator);
    const accessControl = await AccessControlPage.open(page);
    await accessControl.openTab('Invitations');
    await accessControl.button('Invite Member').first().click();
    const dialog = accessControl.dialog('Invite members');
    await dialog
      .getByRole('textbox', { name: 'E-mail addresses' })
      .fill(
        'nadia.kovacs@partner.example; Ivo Brandt <ivo@partner.example>\nnot-an-address, ',
      );
    await expect(
      dialog.getByRole('list', { name: 'Addresses to correct' }),
    ).toContainText('not-an-address');
    await pickRole(dialog, 'Auditor');
    await dialog
      .getByRole('list', { name: 'Addresses to correct' })
      .getByRole('button', { name: /Remove/ })
      .click();
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
    const results = page.getByRole('list', { name: 'Results' });
    for (const address of [
      'nadia.kovacs@partner.example',
      'ivo@partner.example',
    ]) {
      await expect(
        results.getByRole('listitem').filter({ hasText: address }),
      ).toContainText('Invited');
    }
    await page.getByRole('button', { name: /^(Close|Done)$/ }).click();
    await expect(
      accessControl.row(
        'Invitations',
        'nadia.kovacs@partner.example',
        'Pending',
      ),
    ).toBeVisible();

    const link = linkIn(
      (await mailbox.mailFor('nadia.kovacs@partner.example')).text,
    );
    expect(
      linkIn((await mailbox.mailFor('ivo@partner.example')).text),
    ).not.toBe(link);

    // Whom it was forwarded to gets in neither by page nor by API.
    const other = await browserOf(billingEngineer);
    await other.goto(link);
    await expect(
      other.getByRole('heading', {
        name: 'This invitation is for another address',
      }),
    ).toBeVisible();
    await expect(other).not.toHaveURL(/token/);
    const refused = await (
      await clientOf(billingEngineer)
    ).request('/api/audit-log/v1/invitations/accept', {
      method: 'POST',
      body: { token: link.split('token=')[1] },
    });
    expect(refused.status).toBe(403);

    const nadia = await personOf(admin, 'nadia.kovacs@partner.example');
    const client = await clientOf(nadia);
    expect((await client.request('/api/audit-log/v1/events')).status).toBe(403);

    const invited = await browserOf(nadia);
    await invited.goto(link);
    await expect(
      invited.getByRole('heading', { name: 'You are invited' }),
    ).toBeVisible();
    await expect(invited.getByText(administrator.displayName)).toBeVisible();
    await invited.getByRole('button', { name: 'Accept invitation' }).click();
    await invited.getByRole('link', { name: 'Open Audit Logs' }).click();
    const auditLogs = AuditLogsPage.on(invited);
    await auditLogs.loaded();
    expect((await client.request('/api/audit-log/v1/events')).status).toBe(200);
    await auditLogs.find(/nadia/i, 'Accepted invitation');

    // It works once.
    await invited.goto(link);
    await expect(
      invited.getByRole('heading', {
        name: 'This invitation cannot be accepted',
      }),
    ).toBeVisible();

    await accessControl.button('Refresh').click();
    await expect(
      accessControl.row(
        'Invitations',
        'nadia.kovacs@partner.example',
        'Accepted',
      ),
    ).toBeVisible();
    await expect(
      accessControl.row('Invitations', 'ivo@partner.example', 'Pending'),
    ).toBeVisible();
    expect(mailbox.mailsFor('nadia.kovacs@partner.example')).toHaveLength(1);
  });

  test('a newer link makes the one before useless, and a revoked invitation lets nobody in', async ({
    browserOf,
    clientOf,
    mailbox,
  }) => {
    const admin = await clientOf(administrator);
    const address = 'noah.bauer@meridian.example';
    await admin.json('/api/audit-log/v1/invitations', {
      method: 'POST',
      body: {
        emails: [address],
        roles: ['auditor'],
        groups: [],
        level: { kind: 'organization' },
      },
    });
    const first = linkIn((await mailbox.mailFor(address)).text);
    const accessControl = await AccessControlPage.open(
      await browserOf(administrator),
    );
    await accessControl.openTab('Invitations');
    await accessControl
      .row('Invitations', address)
      .getByRole('button', { name: `Copy link: ${address}` })
      .click();
    await accessControl
      .question(`Make a new link for ${address}?`)
      .getByRole('button', { name: 'Make link' })
      .click();
    const shown = accessControl.dialog(`Link for ${address}`);
    const second = linkIn(
      await shown.getByRole('textbox', { name: 'Link' }).inputValue(),
    );
    await shown.getByRole('button', { name: 'Close' }).click();

    const noah: Person = {
      name: 'noah.bauer',
      displayName: 'Noah Bauer',
      ref: 'user:default/noah.bauer',
    };
    const client = await clientOf(noah);
    const accept = (link: string) =>
      client.request('/api/audit-log/v1/invitations/accept', {
        method: 'POST',
        body: { token: link.split('token=')[1] },
      });
    expect((await accept(first)).status).toBe(404);

    await accessControl
      .row('Invitations', address)
      .getByRole('button', { name: `Revoke: ${address}` })
      .click();
    await accessControl
      .question(`Revoke the invitation of ${address}?`)
      .getByRole('button', { name: 'Revoke' })
      .click();
    await expect(
      accessControl.row('Invitations', address, 'Revoked'),
    ).toBeVisible();
    expect((await accept(second)).status).toBe(409);
    expect((await client.request('/api/audit-log/v1/events')).status).toBe(403);
  });
});
