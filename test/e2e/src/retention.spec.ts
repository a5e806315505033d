// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { expectNothingSerious } from './expectNothingSerious';
import { AuditLogsPage } from './pages/AuditLogsPage';
import { EventDetails } from './pages/EventDetails';
import { IntegrityPage } from './pages/IntegrityPage';
import { RetentionPage } from './pages/RetentionPage';
import {
  administrator,
  engineer,
  otherAdministrator,
  type Person,
} from './people';
import { verifyExport } from './portal/verifyExport';
import { refreshEntity } from './refreshEntity';
import { expect, test } from './test';
import { untilBaseline } from './untilBaseline';

test.use({
  portalSetup: [
    async ({}, use, { project }) =>
      use({
        name: 'retention',
        hasShiftedClock: true,
        engine: project.name === 'PostgreSQL' ? 'postgres' : 'sqlite',
      }),
    { scope: 'worker' },
  ],
});

const DAY_MS = 24 * 60 * 60 * 1000;
const ENTITY = 'component:default/quote-service';
const ACTION = 'Refreshed entity';

/** As the page names the month that a time is in. */
function monthOf(time: string): string {
  return new Date(time).toLocaleDateString('en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** A window around an event, and what it was done to. */
function around({ occurredAt }: AuditEvent): string {
  const time = Date.parse(occurredAt);
  const iso = (at: number) => new Date(at).toISOString();
  return `from=${iso(time - DAY_MS)}&to=${iso(
    time + DAY_MS,
  )}&target=${ENTITY}&plugin=catalog`;
}

test.describe.serial('events age, and are gone in the end', () => {
  let event: AuditEvent;

  test('a shorter time is asked twice for, waits, and another administrator cancels it', async ({
    browserOf,
    clientOf,
  }) => {
    event = await refreshEntity(clientOf, engineer, ENTITY);
    const page = await browserOf(administrator);
    const retention = await RetentionPage.open(page);
    await expect(retention.section('Policy')).toContainText(
      '1 year live, 1 more year archived, then removed',
    );
    await expect(retention.section('What is where')).toContainText(
      'Nothing is archived yet',
    );
    await expectNothingSerious(page);

    await retention
      .section('Policy')
      .getByRole('button', { name: 'Edit…' })
      .click();
    const dialog = retention.dialog('Change how long events are kept');
    await dialog
      .getByRole('group', { name: 'Archive' })
      .getByRole('textbox')
      .fill('2');
    await dialog
      .getByRole('group', { name: 'Live' })
      .getByRole('textbox')
      .fill('6');
    await choose(page, dialog.getByRole('group', { name: 'Live' }), 'months');
    await choose(
      page,
      dialog.getByRole('group', { name: 'Archive' }),
      'months',
    );
    await dialog.getByRole('button', { name: 'Next' }).click();
    await expect(dialog).toContainText(
      /would be removed sooner|removed sooner/,
    );
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Space');
    const change = dialog.getByRole('button', { name: 'Change', exact: true });
    await expect(change).toBeDisabled();
    const [, count] = /Type (\d+) to say/.exec(await dialog.innerText()) ?? [];
    await dialog.getByRole('textbox', { name: 'Confirmation' }).fill(count);
    await expectNothingSerious(page);
    await change.click();
    await expect(dialog).toBeHidden();
    await expect(
      page.getByText(/^Events will be kept otherwise from/),
    ).toBeVisible();

    const other = await browserOf(otherAdministrator);
    const seen = await RetentionPage.open(other);
    await other.getByRole('button', { name: 'Cancel the change' }).click();
    await seen
      .question('Cancel the change?')
      .getByRole('button', { name: 'Cancel the change' })
      .click();
    await expect(
      other.getByText(/^Events will be kept otherwise from/),
    ).toBeHidden();
    // What came for this month once it is archived would be a second file of it.
    await untilBaseline(await clientOf(administrator));
  });

  test('after a year they are in the archive, found, opened and proven as before', async ({
    browserOf,
    clientOf,
    portal,
  }) => {
    await portal.wait(400 * DAY_MS);
    await refreshEntity(clientOf, engineer, ENTITY);
    const page = await openBrowser(browserOf, administrator, portal);
    const retention = await RetentionPage.open(page);
    await retention.runNow();
    const file = retention.file(monthOf(event.recordedAt));
    await expect(file).toContainText('Archived');
    await expectNothingSerious(page);

    const auditLogs = await AuditLogsPage.open(page, around(event));
    const row = auditLogs.row(ACTION, engineer.displayName);
    await expect(archived(row)).toBeVisible();
    const details = await auditLogs.openEvent(row, ACTION);
    const proof = details.section('Integrity');
    await proof.getByRole('button', { name: 'Verify this event' }).click();
    await expect(proof).toContainText('exactly as it was recorded');
    await EventDetails.on(page, ACTION).close();
    await AuditLogsPage.open(page, 'plugin=audit-log');
    await AuditLogsPage.on(page).find('Archived events');
  });

  test('a month is restored for an investigation, and goes back', async ({
    browserOf,
    portal,
  }) => {
    const page = await openBrowser(browserOf, administrator, portal);
    const retention = await RetentionPage.open(page);
    const file = retention.file(monthOf(event.recordedAt));
    await file.getByRole('button', { name: /^Restore/ }).click();
    const dialog = page.getByRole('dialog', { name: /^Restore / });
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(file).toContainText('Restored until');
    const auditLogs = await AuditLogsPage.open(page, around(event));
    const row = auditLogs.row(ACTION, engineer.displayName);
    await expect(row).toHaveCount(1);
    await expect(archived(row)).toBeHidden();

    await RetentionPage.open(page);
    await file.getByRole('button', { name: /^End restoration/ }).click();
    const end = retention.question(/^End the restoration/);
    await end.getByRole('button', { name: 'End restoration' }).click();
    await expect(end).toBeHidden();
    await retention.runNow();
    await expect(file).not.toContainText('Restored until');
    await AuditLogsPage.open(page, around(event));
    await expect(row).toHaveCount(1);
    await expect(archived(row)).toBeVisible();
  });

  test('after two years a hold keeps them, and without it they are removed', async ({
    browserOf,
    portal,
  }) => {
    const before = await openBrowser(browserOf, administrator, portal);
    let retention = await RetentionPage.open(before);
    await retention
      .section('Holds')
      .getByRole('button', { name: 'Add Hold' })
      .click();
    const hold = retention.dialog('Add a hold');
    await hold.getByRole('textbox', { name: 'Actor' }).fill(engineer.ref);
    await hold.getByRole('textbox', { name: 'Reason' }).fill('Case 42');
    await hold.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(hold).toBeHidden();
    await expect(retention.section('Holds')).toContainText('Case 42');

    await portal.wait(400 * DAY_MS);
    const page = await openBrowser(browserOf, administrator, portal);
    retention = await RetentionPage.open(page);
    // So long a time without a run can be a clock that is wrong.
    await retention.runNow();
    const file = retention.file(monthOf(event.recordedAt));
    await expect(file).toContainText('Archived');
    await retention.trustClock();
    await expect(file).toContainText('Archived');
    await expect(retention.section('Runs')).toContainText('Case 42');

    await retention
      .section('Holds')
      .getByRole('button', { name: 'Release: Case 42' })
      .click();
    const release = retention.dialog('Release the hold?');
    await release.getByRole('textbox', { name: 'Reason' }).fill('Case closed');
    await release.getByRole('button', { name: 'Release', exact: true }).click();
    await expect(release).toBeHidden();
    await retention.runNow();
    await expect(file).toContainText('Removed');
    await expectNothingSerious(page);

    await AuditLogsPage.open(page, around(event));
    await expect(page.getByText('No events match these filters')).toBeVisible();
    await AuditLogsPage.open(page, 'plugin=audit-log');
    await AuditLogsPage.on(page).find('Removed events');
  });

  test('what is left verifies, in the portal and outside of it, and what was removed is accounted for', async ({
    browserOf,
    clientOf,
    portal,
  }, testInfo) => {
    const page = await openBrowser(browserOf, administrator, portal);
    const integrity = await IntegrityPage.open(page);
    await integrity.verifyEverything();
    await expect(integrity.latestRun).toContainText('Nothing found');

    const client = await clientOf(administrator);
    const { items } = await client.json<{ items: { verifier: string }[] }>(
      '/api/audit-log/v1/ledger/keys',
    );
    const keys = items.map(({ verifier }) => verifier);
    const exported = await (
      await client.request('/api/audit-log/v1/events/export', {
        query: {
          format: 'ndjson',
          proofs: 'true',
          from: '1970-01-01T00:00:00.000Z',
        },
      })
    ).text();
    expect(
      await verifyExport(testInfo.outputPath('all.ndjson'), exported, keys),
    ).toMatch(/^Verified[^]*whose time was over/);
    // Without the statement, the oldest part is just missing.
    const lines = exported.split('\n');
    const stripped = lines.filter(line => !line.startsWith('{"removed"'));
    expect(stripped.length).toBeLessThan(lines.length);
    expect(
      await verifyExport(
        testInfo.outputPath('stripped.ndjson'),
        stripped.join('\n'),
        keys,
      ),
    ).toMatch(/^NOT VERIFIED[^]*removed/);
  });
});

/** The mark of an event that is in the archive. */
function archived(row: Locator): Locator {
  return row.getByRole('img', { name: 'From the archive' });
}

/** A browser whose clock is that of the portal, of somebody who signs in anew. */
async function openBrowser(
  browserOf: (person: Person) => Promise<Page>,
  person: Person,
  portal: { now(): number },
): Promise<Page> {
  const page = await browserOf(person);
  await page.clock.install({ time: portal.now() });
  return page;
}

/** Chooses the unit of a duration. */
async function choose(page: Page, field: Locator, unit: string): Promise<void> {
  await field.getByRole('button').click();
  await page.getByRole('option', { name: unit, exact: true }).click();
}
