// SPDX-License-Identifier: Apache-2.0
import { AccessControlPage } from './pages/AccessControlPage';
import { administrator, engineer } from './people';
import type { PortalClient } from './PortalClient';
import { expect, test } from './test';

/** With the policy that decides from stored roles in place of the stock one, and without a mail server. */
test.use({ portalSetup: { name: 'policy', policy: 'access-control' } });

test.describe('a portal whose policy is Access Control', () => {
  test('denies what nobody was given, and allows it from the next request on', async ({
    browserOf,
    clientOf,
  }) => {
    const client = await clientOf(engineer);
    const admin = await clientOf(administrator);
    const seenBy = async (reader: PortalClient) => {
      const { items } = await reader.json<{ items: unknown[] }>(
        '/api/catalog/entities/by-query',
        { query: { filter: 'kind=component' } },
      );
      return items.length;
    };
    const page = await browserOf(administrator);
    const accessControl = await AccessControlPage.open(page);
    expect(await seenBy(admin)).toBeGreaterThan(0);
    expect(await seenBy(client)).toBe(0);

    await accessControl.createRole({
      name: 'Catalog readers',
      description: 'See what is in the catalog',
      permission: /^Read( catalog)? entities$/,
    });
    await accessControl.openGroup('Booking');
    await accessControl.addRoles(['Catalog readers']);
    // The permission backend may hear of it a moment later.
    await expect.poll(() => seenBy(client)).toBeGreaterThan(0);
    expect((await client.request('/api/audit-log/v1/events')).status).toBe(403);
  });

  test('shows links to hand over, since no mail server is set, and says so', async ({
    browserOf,
  }) => {
    const page = await browserOf(administrator);
    const accessControl = await AccessControlPage.open(page);
    await accessControl.openTab('Invitations');
    await expect(
      page.getByText(/no mail server is set/i).first(),
    ).toBeVisible();
    await accessControl.button('Invite Member').first().click();
    const dialog = accessControl.dialog('Invite members');
    await dialog
      .getByRole('textbox', { name: 'E-mail addresses' })
      .fill('without.mail@partner.example ');
    const roles = dialog.getByRole('group', { name: 'Roles' });
    await roles.getByRole('checkbox', { name: 'Auditor' }).check();
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
    await expect(page.getByRole('list', { name: 'Results' })).toContainText(
      /\/invitation#token=[\w-]{43}/,
    );
  });
});
