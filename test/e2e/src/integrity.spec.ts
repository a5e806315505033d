// SPDX-License-Identifier: Apache-2.0
import knexFactory from 'knex';
import { expectNothingSerious } from './expectNothingSerious';
import { AuditLogsPage } from './pages/AuditLogsPage';
import { EventDetails } from './pages/EventDetails';
import { IntegrityPage } from './pages/IntegrityPage';
import {
  administrator,
  billingEngineer,
  engineer,
  trackingEngineer,
} from './people';
import { verifyExport } from './portal/verifyExport';
import { refreshEntity } from './refreshEntity';
import { expect, test } from './test';

// A portal of its own: it ends with an alteration, which it never forgets.
test.use({ portalSetup: { name: 'integrity' } });

test.describe('nothing is altered unnoticed', () => {
  test('an event is verified in the browser, and the whole log on demand', async ({
    browserOf,
    clientOf,
  }) => {
    const event = await refreshEntity(
      clientOf,
      engineer,
      'component:default/quote-service',
    );
    const page = await browserOf(administrator);
    await page.goto(`/audit-logs?open=${event.id}`);
    const proof = EventDetails.on(page, 'Refreshed entity').section(
      'Integrity',
    );
    await proof.getByRole('button', { name: 'Verify this event' }).click();
    await expect(proof).toContainText(
      `This event is exactly as it was recorded: it is number ${event.sequence!.toLocaleString(
        'en-GB',
      )} of a ledger of`,
    );
    await expect(
      proof
        .getByRole('list', { name: 'What was checked' })
        .getByRole('listitem'),
    ).toHaveCount(4);
    await EventDetails.on(page, 'Refreshed entity').close();

    await page.getByRole('link', { name: 'Integrity' }).click();
    const integrity = await IntegrityPage.open(page);
    await expect(integrity.section('Recording')).toContainText(
      'Recording keeps up',
    );
    await integrity.verifyEverything();
    await expect(integrity.latestRun).toContainText('Nothing found');
    await expect(integrity.latestRun).toContainText(administrator.name);
    await expect(integrity.section('Ledger')).toContainText('Verified until');

    await page.getByRole('link', { name: 'All events' }).click();
    await page.getByRole('button', { name: /^Verified until / }).click();
    await expect(
      page.getByRole('dialog', { name: /^Verified until / }),
    ).toContainText('none was changed, removed or added');
    await page.keyboard.press('Escape');
    await AuditLogsPage.on(page).find(
      'Began to verify the ledger',
      administrator.displayName,
    );
  });

  test('an export with proofs is verified outside the portal, and an altered one is found out', async ({
    browserOf,
    clientOf,
  }, testInfo) => {
    await refreshEntity(clientOf, engineer, 'component:default/quote-service');
    const { items: keys } = await (
      await clientOf(administrator)
    ).json<{ items: { verifier: string }[] }>('/api/audit-log/v1/ledger/keys');
    const auditLogs = await AuditLogsPage.open(await browserOf(administrator));
    const exported = await auditLogs.export('NDJSON with proofs');

    const verify = (name: string, content: string) =>
      verifyExport(
        testInfo.outputPath(name),
        content,
        keys.map(({ verifier }) => verifier),
      );
    expect(await verify('as-it-is.ndjson', exported)).toMatch(/^Verified/);
    expect(
      await verify(
        'altered.ndjson',
        exported.replace('"outcome":"succeeded"', '"outcome":"failed"'),
      ),
    ).toMatch(/^NOT VERIFIED[^]*altered/);
  });

  test('a person is erased, the events say so, and still verify', async ({
    browserOf,
    clientOf,
  }) => {
    const entityRef = 'component:default/tracking-service';
    const event = await refreshEntity(clientOf, trackingEngineer, entityRef);
    // That they signed in for it must not come on record once they are erased.
    const client = await clientOf(administrator);
    const signIn = {
      action: 'auth.sign-in.start',
      actor: trackingEngineer.ref,
    };
    await expect
      .poll(async () => (await client.page(signIn)).items.length)
      .toBe(1);
    const page = await browserOf(administrator);
    const integrity = await IntegrityPage.open(page);
    const dialog = await integrity.openEraseDialog();
    const field = (name: string) => dialog.getByRole('textbox', { name });
    await field('Person').fill(trackingEngineer.ref);
    await field('Reason').fill('Request 4711');
    await expect(dialog).toContainText(
      /events? of the database ha(s|ve) something of this/,
    );
    await field('Confirmation').fill(trackingEngineer.ref);
    await dialog.getByRole('button', { name: 'Erase for ever' }).click();
    await expect(dialog).toBeHidden();
    await expect(integrity.latestErasure).toContainText('Request 4711');
    await expect(integrity.latestErasure).toContainText('Done');
    await expect(page.locator('body')).not.toContainText(trackingEngineer.name);

    await AuditLogsPage.open(page, `actor=${trackingEngineer.ref}`);
    await expect(page.getByText('No events match these filters')).toBeVisible();

    await page.goto(`/audit-logs?open=${event.id}`);
    const details = EventDetails.on(page, 'Refreshed entity');
    await expect(details.section('Who')).toContainText('Erased');
    expect(JSON.stringify(await details.rawEvent())).not.toContain(
      trackingEngineer.name,
    );
    const proof = details.section('Integrity');
    await proof.getByRole('button', { name: 'Verify this event' }).click();
    await expect(proof).toContainText('exactly as it was recorded');

    await details.dialog
      .getByRole('button', { name: 'See the erasure' })
      .click();
    const auditLogs = AuditLogsPage.on(page);
    await auditLogs.find('Began to erase a person', administrator.displayName);
    await auditLogs.find('Erased a person');

    await page.goto('/audit-logs/integrity');
    await integrity.verifyEverything();
    await expect(integrity.latestRun).toContainText('Nothing found');
    await expect(integrity.latestRun).toContainText('partly erased');
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`accessible in the ${colorScheme} theme`, async ({
      browserOf,
      clientOf,
    }) => {
      const event = await refreshEntity(
        clientOf,
        engineer,
        'component:default/quote-service',
      );
      const page = await browserOf(administrator, { colorScheme });
      await page.goto(`/audit-logs?open=${event.id}`);
      const proof = EventDetails.on(page, 'Refreshed entity').section(
        'Integrity',
      );
      await proof.getByRole('button', { name: 'Verify this event' }).click();
      await expect(proof).toContainText('exactly as it was recorded');
      await expectNothingSerious(page);

      const integrity = await IntegrityPage.open(page);
      await expect(
        integrity.section('Ledger').getByRole('table', { name: 'Keys' }),
      ).toBeVisible();
      await expectNothingSerious(page);
      const dialog = await integrity.openEraseDialog();
      await dialog
        .getByRole('textbox', { name: 'Person' })
        .fill(billingEngineer.ref);
      await dialog.getByRole('textbox', { name: 'Reason' }).focus();
      await expect(dialog).toContainText('of this person');
      await expectNothingSerious(page);
    });
  }

  test('usable on a phone', async ({ browserOf }) => {
    const page = await browserOf(administrator, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    const integrity = await IntegrityPage.open(page);
    await expect(integrity.section('Recording')).toContainText('Waiting');
    await expect(
      integrity.section('Ledger').getByText(/^Signing$/),
    ).toBeVisible();
    expect(
      await page.evaluate(
        () =>
          document.documentElement.scrollWidth <=
          document.documentElement.clientWidth,
      ),
    ).toBe(true);
  });

  // The last one: what it does is for good.
  test('an event that is altered in the database is found, and everything says so', async ({
    browserOf,
    clientOf,
    portal,
  }) => {
    const event = await refreshEntity(
      clientOf,
      billingEngineer,
      'component:default/quote-service',
    );
    const knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: portal.databaseFile('audit-log') },
      useNullAsDefault: true,
    });
    try {
      // The portal writes, too.
      await knex.raw('PRAGMA busy_timeout = 60000');
      // That it was somebody else's doing, as whoever can write to the database would have it.
      const changed = await knex('audit_events')
        .where({ id: event.id })
        .update({ actor: engineer.ref });
      expect(changed).toBe(1);
    } finally {
      await knex.destroy();
    }

    const page = await browserOf(administrator);
    await page.goto(`/audit-logs?open=${event.id}`);
    const details = EventDetails.on(page, 'Refreshed entity');
    await expect(details.section('Who')).toContainText(engineer.ref);
    const proof = details.section('Integrity');
    await proof.getByRole('button', { name: 'Verify this event' }).click();
    await expect(proof).toContainText('This event was altered');

    const integrity = await IntegrityPage.open(page);
    await integrity.verifyEverything();
    await expect(integrity.latestRun).toContainText('Alteration found');
    const found = integrity
      .section('Verification')
      .getByRole('table', { name: 'Findings' })
      .getByRole('row')
      .filter({ hasText: event.sequence!.toLocaleString('en-GB') });
    await expect(found.first()).toContainText('Altered');
    await expect(integrity.section('Ledger')).toContainText('Alteration found');
    await expectNothingSerious(page);

    await found.first().getByRole('link', { name: 'Open the event' }).click();
    await expect(details.dialog).toBeVisible();
    await details.close();
    const notice = page
      .getByRole('alert')
      .filter({ hasText: 'Alteration found' });
    await expect(notice).toBeVisible();
    await notice.getByRole('link', { name: 'See what was found' }).click();
    await expect(found.first()).toBeVisible();
    const auditLogs = await AuditLogsPage.open(page, 'plugin=audit-log');
    await auditLogs.find('Found the ledger altered');
  });
});
