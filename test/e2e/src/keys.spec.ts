// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { AccessControlPage } from './pages/AccessControlPage';
import { AuditLogsPage } from './pages/AuditLogsPage';
import { administrator } from './people';
import { expect, test } from './test';

interface Answer {
  readonly status: number;
  readonly body: {
    readonly items?: readonly { readonly status: string }[];
    readonly error?: { readonly message: string };
  };
}

/** Runs a command as a system outside the portal does, and gives what was answered. */
async function runCurl(command: string): Promise<Answer> {
  const { stdout } = await promisify(execFile)('sh', [
    '-c',
    `${command} --silent --show-error --write-out '\n%{http_code}'`,
  ]);
  const end = stdout.lastIndexOf('\n');
  return {
    status: Number(stdout.slice(end + 1)),
    body: JSON.parse(stdout.slice(0, end)),
  };
}

/** The token, and the command that the page offers beside it; closes the dialog. */
async function takeToken(page: Page, name: string) {
  const dialog = page.getByRole('dialog', { name: `Token of ${name}` });
  const token = await dialog
    .getByRole('textbox', { name: 'Token' })
    .inputValue();
  const command = await dialog
    .getByLabel('Example', { exact: true })
    .innerText();
  await dialog.getByRole('button', { name: 'Copy token' }).click();
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(dialog).toBeHidden();
  return { token, command };
}

test.describe('P7: ingestion keys', () => {
  test('a key is created, used with curl, rotated, revoked and refused, and all of it is on record', async ({
    browserOf,
    portal,
  }) => {
    const name = 'Harbour gate';
    const page = await browserOf(administrator, {
      permissions: ['clipboard-write'],
    });
    const accessControl = await AccessControlPage.open(page);
    await accessControl.openTab('Keys');
    await accessControl.button('Create Key').first().click();
    const create = accessControl.dialog('Create key');
    await create.getByRole('textbox', { name: 'Name' }).fill(name);
    await create
      .getByRole('textbox', { name: 'Sources' })
      .fill('https://gate.example/*');
    await create.getByRole('button', { name: 'Create', exact: true }).click();
    const { token, command } = await takeToken(page, name);
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await expect(page.locator('body')).not.toContainText(token);

    // The command works as it is pasted, and can be sent again.
    expect(await runCurl(command)).toMatchObject({
      status: 200,
      body: { items: [{ status: 'accepted' }] },
    });
    expect(await runCurl(command)).toMatchObject({
      status: 200,
      body: { items: [{ status: 'duplicate' }] },
    });

    const send = (key: string, event: object) =>
      runCurl(
        `curl '${portal.url}/api/audit-log/v1/events' -H 'Authorization: Bearer ${key}' ` +
          `-H 'Content-Type: application/cloudevents+json' -d '${JSON.stringify(
            event,
          )}'`,
      );
    const opened = {
      specversion: '1.0',
      id: 'gate-4711',
      source: 'https://gate.example/north',
      type: 'com.example.gate.opened',
      subject: 'system:default/freight-booking',
      data: { lorry: 'B-MF 1204' },
    };
    expect((await send(token, opened)).body.items).toMatchObject([
      { status: 'accepted' },
    ]);
    expect(
      (
        await send(token, {
          ...opened,
          id: 'gate-1',
          time: '2019-01-01T00:00:00Z',
        })
      ).body.items,
    ).toMatchObject([{ status: 'quarantined' }]);

    // What came from outside says so, and is found by its project.
    const auditLogs = await AuditLogsPage.open(
      page,
      'project=system:default/freight-booking&q=gate',
    );
    const row = await auditLogs.find('Gate opened', 'Freight Booking');
    const details = await auditLogs.openEvent(row, 'Gate opened');
    expect(await details.rawEvent()).toMatchObject({
      plugin: 'external:https://gate.example/north',
      action: 'external.com.example.gate.opened',
      actor: { via: expect.stringMatching(/^key:/) },
      labels: expect.arrayContaining(['external']),
    });
    await details.close();

    // Held, with the reason, for administrators to see.
    await page.goto('/access-control/keys');
    await page.getByRole('link', { name: /^Quarantine/ }).click();
    await expect(accessControl.row('Held events', 'gate-1')).toContainText(
      'Too late',
    );

    await page.goto('/access-control/keys');
    await accessControl.row('Keys', name).getByRole('link', { name }).click();
    await accessControl.button('Rotate').click();
    await accessControl
      .dialog(`Rotate the key ${name}`)
      .getByRole('button', { name: 'Rotate' })
      .click();
    const { token: next } = await takeToken(page, name);
    // Both work for a day.
    for (const [index, one] of [token, next].entries()) {
      expect(
        (await send(one, { ...opened, id: `gate-rotated-${index}` })).status,
      ).toBe(200);
    }

    await accessControl.button('Revoke').click();
    const question = accessControl.question(`Revoke the key ${name}?`);
    await expect(question).toContainText('https://gate.example/*');
    await question.getByRole('button', { name: 'Revoke' }).click();
    await expect(question).toBeHidden();
    for (const one of [token, next]) {
      const refused = await send(one, { ...opened, id: 'gate-late' });
      expect(refused.status).toBe(401);
      expect(refused.body.error?.message).toMatch(/revoked/);
    }

    const records = await AuditLogsPage.open(
      page,
      'plugin=audit-log&q=Harbour',
    );
    for (const action of [
      'Created ingestion key',
      'Rotated ingestion key',
      'Revoked ingestion key',
    ]) {
      await expect(await records.find(action, name)).toContainText(
        administrator.displayName,
      );
    }
    await records.find('Refused ingestion key');
  });
});
