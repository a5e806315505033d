// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { LedgerStatus } from 'backstage-plugin-audit-log-common';
import {
  auditLog,
  events,
  refusal,
  renderPage,
} from '../../__testUtils__/renderPage';
import { formatTime } from '../labels/formatTime';

const RUN = '0190a7c2-0000-7000-a000-000000000001';

async function statusWith(
  differing: Partial<LedgerStatus>,
): Promise<() => Promise<LedgerStatus>> {
  const status = await auditLog().ledgerStatus();
  return async () => ({ ...status, ...differing });
}

describe('the state of the ledger above the list', () => {
  it('says until when the log is verified, and on demand what that means', async () => {
    const recordedUntil = events[2].recordedAt;
    const title = `Verified until ${formatTime.minute(recordedUntil)}`;
    await renderPage({
      api: auditLog({
        ledgerStatus: await statusWith({
          events: 2000,
          sealed: 1990,
          verified: { size: 1980, at: events[1].recordedAt, recordedUntil },
        }),
      }),
    });
    await userEvent.click(await screen.findByRole('button', { name: title }));
    const dialog = await screen.findByRole('dialog', { name: title });
    expect(dialog).toHaveTextContent(/none was changed, removed or added/);
    expect(dialog).toHaveTextContent(`${(2000).toLocaleString()} events`);
    expect(dialog).toHaveTextContent(`${(1990).toLocaleString()} of them`);
    expect(dialog).toHaveTextContent(/With the key[0-9a-f]{8}/);
    expect(
      within(dialog).getByRole('link', { name: 'Integrity' }),
    ).toHaveAttribute('href', '/audit-logs/integrity');

    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    await waitFor(() =>
      expect(screen.getByRole('button', { name: title })).toHaveFocus(),
    );
  });

  it('says above everything that there is an alteration, with the way to what was found', async () => {
    await renderPage({
      api: auditLog({
        ledgerStatus: await statusWith({
          problems: [
            {
              code: 'altered',
              message: 'Event 7 is not what was sealed.',
              verification: RUN,
            },
          ],
        }),
      }),
    });
    const notice = await screen.findByRole('alert');
    expect(notice).toHaveTextContent('Alteration found');
    expect(notice).toHaveTextContent('Event 7 is not what was sealed.');
    expect(
      await within(notice).findByRole('link', { name: 'See what was found' }),
    ).toHaveAttribute('href', `/audit-logs/integrity?run=${RUN}`);
    expect(
      screen.getByRole('button', { name: 'Alteration found' }),
    ).toBeVisible();
  });

  it('asks again with the events', async () => {
    const log = auditLog();
    let isSealing = false;
    await renderPage({
      api: {
        ...log,
        ledgerStatus: async () => ({
          ...(await log.ledgerStatus()),
          isSealing,
        }),
      },
    });
    await screen.findByRole('button', { name: 'Not sealed' });
    isSealing = true;
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(
      await screen.findByRole('button', { name: 'Sealed, not verified yet' }),
    ).toBeVisible();
  });

  it('keeps the list when it is not known, and says so', async () => {
    await renderPage({
      api: auditLog({
        ledgerStatus: async () => {
          throw refusal(503, 'The ledger cannot be read');
        },
      }),
    });
    expect(await screen.findByRole('table')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Not known whether verified' }),
    );
    expect(await screen.findByText('The ledger cannot be read')).toBeVisible();
  });
});
