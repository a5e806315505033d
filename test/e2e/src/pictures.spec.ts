// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';
import { resolve } from 'node:path';
import { AuditLogsPage } from './pages/AuditLogsPage';
import { administrator } from './people';
import { checkout, testResults } from './portal/checkout';
import { expect, test } from './test';

/** Pictures are taken in each run, and replace those of the documentation when UPDATE_SCREENSHOTS=1. */
const folder = process.env.UPDATE_SCREENSHOTS
  ? resolve(checkout, 'docs/images')
  : resolve(testResults, 'pictures');

test.use({ portalSetup: { name: 'demonstration', demonstration: true } });

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

/** Demonstration data is written after the start, so the page is refreshed until it is there. */
async function openDemonstration(
  page: Page,
  query = '-plugin=audit-log',
): Promise<AuditLogsPage> {
  const auditLogs = await AuditLogsPage.open(page, query);
  await expect(async () => {
    await auditLogs.refresh();
    await expect(page.getByText('demo').first()).toBeVisible({
      timeout: 1_500,
    });
  }).toPass({ timeout: 60_000 });
  await auditLogs.loaded();
  return auditLogs;
}

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({
    path: resolve(folder, `${name}.png`),
    animations: 'disabled',
    caret: 'hide',
  });
}
