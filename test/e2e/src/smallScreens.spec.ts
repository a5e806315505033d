// SPDX-License-Identifier: Apache-2.0
import { AuditLogsPage } from './pages/AuditLogsPage';
import { administrator, engineer } from './people';
import { refreshEntity } from './refreshEntity';
import { expect, test } from './test';

const ENTITY = 'component:default/tracking-service';

for (const [device, width, height] of [
  ['a phone', 390, 844],
  ['a laptop', 1280, 720],
] as const) {
  test(`usable on ${device}`, async ({ browserOf, clientOf }) => {
    await refreshEntity(clientOf, engineer, ENTITY);
    const page = await browserOf(administrator, {
      viewport: { width, height },
      hasTouch: width < 600,
    });
    const auditLogs = await AuditLogsPage.open(page, `target=${ENTITY}`);
    const fits = () =>
      page.evaluate(
        () =>
          document.documentElement.scrollWidth <=
          document.documentElement.clientWidth,
      );
    const event = page
      .getByRole('button', { name: 'Refreshed entity' })
      .first();
    await expect(event).toBeVisible();
    expect(await fits()).toBe(true);

    const filters = page.getByRole('button', { name: 'Filters' });
    if (await filters.isVisible()) {
      await filters.click();
    }
    const outcome = await auditLogs.openFilter('Outcome');
    await outcome.getByRole('checkbox', { name: /^Succeeded/ }).check();
    await expect(outcome).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Escape');
    await expect(
      auditLogs.activeFilters.getByText('Outcome is Succeeded'),
    ).toBeVisible();

    await event.click();
    const details = page.getByRole('dialog', { name: 'Refreshed entity' });
    await expect(
      details.getByText(engineer.ref, { exact: true }),
    ).toBeVisible();
    await expect(details).toBeInViewport({ ratio: 1 });
    expect(await fits()).toBe(true);
    await details.getByRole('button', { name: 'Close' }).click();
    await expect(details).toBeHidden();
  });
}
