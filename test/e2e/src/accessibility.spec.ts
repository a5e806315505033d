// SPDX-License-Identifier: Apache-2.0
import { expectNothingSerious } from './expectNothingSerious';
import { AccessControlPage } from './pages/AccessControlPage';
import { AuditLogsPage } from './pages/AuditLogsPage';
import { administrator, engineer } from './people';
import { expect, test } from './test';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`accessible in the ${colorScheme} theme`, () => {
    test('the page, its filters, time range and details', async ({
      browserOf,
      clientOf,
    }) => {
      await (
        await clientOf(engineer)
      ).json('/api/catalog/refresh', {
        method: 'POST',
        body: { entityRef: 'component:default/quote-service' },
      });
      const page = await browserOf(administrator, { colorScheme });
      const auditLogs = await AuditLogsPage.open(page);
      const row = await auditLogs.find('Refreshed entity', 'quote-service');
      await expectNothingSerious(page);

      const filter = await auditLogs.openFilter('Actor');
      await expect(filter.getByRole('checkbox').first()).toBeVisible();
      await expectNothingSerious(page);
      await page.keyboard.press('Escape');
      await expect(filter).toBeHidden();

      await auditLogs.timeRange.click();
      const range = page.getByRole('dialog', { name: 'Time range' });
      await expect(range).toBeVisible();
      await expectNothingSerious(page);
      await page.keyboard.press('Escape');
      await expect(range).toBeHidden();

      const details = await auditLogs.openEvent(row, 'Refreshed entity');
      await details.rawEvent();
      await expectNothingSerious(page);
    });

    test('Access Control, its dialogs and its pages', async ({ browserOf }) => {
      const page = await browserOf(administrator, { colorScheme });
      const accessControl = await AccessControlPage.open(page);
      await expect(accessControl.row('Roles', 'Auditor')).toBeVisible();
      await expectNothingSerious(page);

      await accessControl.button('Create Role').click();
      const role = accessControl.dialog('Create role');
      await role.getByRole('textbox', { name: 'Name' }).fill('Accessible');
      await expectNothingSerious(page);
      await role.getByRole('button', { name: 'Next' }).click();
      await expect(
        role.getByRole('checkbox', { name: 'LOG-MANAGEMENT' }),
      ).toBeVisible();
      await expectNothingSerious(page);
      await page.keyboard.press('Escape');

      for (const [tab, row] of [
        ['Groups', 'Booking'],
        ['Members', 'Priya Raman'],
      ] as const) {
        await accessControl.openTab(tab);
        await expect(accessControl.row(tab, row).first()).toBeVisible();
        await expectNothingSerious(page);
        await accessControl
          .row(tab, row)
          .first()
          .getByRole('link', { name: row, exact: true })
          .first()
          .click();
        await expect(
          page.getByRole('heading', { name: row }).first(),
        ).toBeVisible();
        await expectNothingSerious(page);
      }

      await accessControl.openTab('Invitations');
      await accessControl.button('Invite Member').first().click();
      const invite = accessControl.dialog('Invite members');
      await invite
        .getByRole('textbox', { name: 'E-mail addresses' })
        .fill('ann@partner.example, no-address ');
      await expectNothingSerious(page);

      await page.goto('/invitation');
      await expect(page.getByRole('heading').first()).toBeVisible();
      await expectNothingSerious(page);
    });

    test('the coverage, with a plugin open', async ({ browserOf }) => {
      const page = await browserOf(administrator, { colorScheme });
      await AuditLogsPage.open(page);
      await page.getByRole('link', { name: 'Coverage' }).click();
      const catalog = page.getByRole('button', { name: /^catalog / });
      await catalog.click();
      await expect(
        page.getByRole('table', { name: 'Actions of catalog' }),
      ).toBeVisible();
      await expectNothingSerious(page);
    });

    test('nothing found', async ({ browserOf }) => {
      const page = await browserOf(administrator, { colorScheme });
      await AuditLogsPage.open(page, 'actor=user:default/nobody');
      await expectNothingSerious(page);
    });
  });
}
