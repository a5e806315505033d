// SPDX-License-Identifier: Apache-2.0
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Health } from 'backstage-plugin-audit-log-common';
import { exampleHealth } from '../../../dev/ledger/exampleHealth';
import { auditLog, renderPage } from '../../__testUtils__/renderPage';

async function render(health: () => Promise<Health>) {
  await renderPage({
    url: '/audit-logs/integrity',
    api: auditLog({ health }),
  });
  return screen.findByRole('region', { name: 'Recording' });
}
const healthy = exampleHealth(new Date().toISOString());

describe('RecordingSection', () => {
  it('says in words how recording goes', async () => {
    const section = await render(async () => healthy);
    expect(
      await within(section).findByText('Recording keeps up'),
    ).toBeVisible();
    for (const words of [
      '3 events for the database, the oldest since',
      '12 KiB of at most 256 MiB',
      '/var/lib/portal/audit-log-journal',
      /3\.2 ms in half of all cases, at most 11\.8 ms in 99 of 100/,
      '0 events since the start',
      '0 operations since the start',
      'Up to date, last',
    ]) {
      expect(section).toHaveTextContent(words);
    }
  });

  it('says what is behind or broken, until it is not', async () => {
    let health: Health = {
      recording: {
        waiting: 1,
        journalBytes: 0,
        isJournalWorking: false,
        dropped: 12,
        refused: 1,
      },
      sealing: { behind: 2000 },
      problems: [
        { code: 'journal', message: 'The journal cannot be written: ENOSPC' },
      ],
    };
    const section = await render(async () => health);
    expect(
      await within(section).findByText('The journal cannot be written: ENOSPC'),
    ).toBeVisible();
    for (const words of [
      '1 event for the database',
      'Not working: what waits would be lost',
      '12 events since the start',
      `${(2000).toLocaleString()} events behind`,
    ]) {
      expect(section).toHaveTextContent(words);
    }
    expect(section).not.toHaveTextContent('keeps up');

    health = healthy;
    await userEvent.click(
      within(section).getByRole('button', { name: 'Refresh' }),
    );
    expect(
      await within(section).findByText('Recording keeps up'),
    ).toBeVisible();
  });
});
