// SPDX-License-Identifier: Apache-2.0
import { AuditLogsPage } from './pages/AuditLogsPage';
import { administrator, billingEngineer } from './people';
import { expect, test } from './test';

test.describe('P1: who came in, and what they were refused', () => {
  test('a sign-in is one event, with the person and the provider', async ({
    browserOf,
    clientOf,
  }) => {
    const page = await browserOf(administrator);
    const auditLogs = await AuditLogsPage.open(
      page,
      'action=auth.sign-in.start',
    );
    const row = await auditLogs.find(administrator.displayName, 'Signed in');
    await auditLogs.openEvent(row, 'Signed in');
    await expect(page.getByRole('dialog', { name: 'Signed in' })).toContainText(
      'oauth2Proxy',
    );

    const client = await clientOf(administrator);
    const signInsOf = async (browser: string) =>
      (
        await client.events({
          action: 'auth.sign-in.start',
          actor: administrator.ref,
        })
      ).filter(({ request }) => request?.userAgent?.includes(browser));
    // The row may be that of another client of theirs.
    await expect
      .poll(async () => (await signInsOf('Chrome')).length)
      .toBeGreaterThan(0);
    const before = (await signInsOf('Chrome')).length;
    // Each asks for a new token; it is the same session.
    await AuditLogsPage.open(page, 'range=7d');
    await AuditLogsPage.open(page, 'range=24h');
    // Another browser is another one. Once that is on record, so is all that came before it.
    const userAgent = 'Another browser';
    await AuditLogsPage.open(await browserOf(administrator, { userAgent }));
    await expect.poll(async () => (await signInsOf(userAgent)).length).toBe(1);
    expect(await signInsOf('Chrome')).toHaveLength(before);
  });

  test('what somebody is denied is on record', async ({ browserOf }) => {
    const denied = await browserOf(billingEngineer);
    await denied.goto('/audit-logs');
    await expect(denied.getByText('ERROR 404: PAGE NOT FOUND')).toBeVisible();

    const auditLogs = await AuditLogsPage.open(
      await browserOf(administrator),
      'action=permission.permission-denied',
    );
    await auditLogs.find(
      billingEngineer.displayName,
      'Denied permission',
      'audit-log.view',
    );
  });
});
