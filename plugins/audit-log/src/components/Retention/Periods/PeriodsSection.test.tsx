// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  emptyRetention,
  exampleFile,
  exampleHold,
  exampleRetention,
} from '../../../../dev/retention/exampleRetention';
import { refusal } from '../../../__testUtils__/renderPage';
import {
  renderRetention,
  section,
} from '../../../__testUtils__/renderRetention';
import { formatTime } from '../../labels/formatTime';

const now = Date.parse('2026-11-30T12:00:00Z');

async function archiveRows() {
  const table = await screen.findByRole('table', { name: 'Archive' });
  return within(table).getAllByRole('row').slice(1);
}

describe('PeriodsSection', () => {
  it('says how much is where, and what it will come to', async () => {
    await renderRetention({
      ...exampleRetention(now),
      totals: {
        liveEvents: 12_000,
        liveBytes: 12 * 1024 ** 2,
        archivedEvents: 24_000,
        archivedBytes: 3 * 1024 ** 2,
        removedEvents: 1,
      },
      growth: {
        eventsPerMonth: 1000,
        bytesPerEvent: 1024,
        archivedBytesPerEvent: 102.4,
        liveBytesExpected: 12 * 1024 ** 2,
        archivedBytesExpected: 1.5 * 1024 ** 2,
      },
    });
    const part = await section('What is where');
    for (const words of [
      `${(12_000).toLocaleString()} events, 12 MiB`,
      `${(24_000).toLocaleString()} events, 3 MiB`,
      'Removed1 event',
      `About ${(1000).toLocaleString()} events, 1,000 KiB live, 100 KiB in the archive`,
      `12 MiB live and ${(1.5).toLocaleString()} MiB in the archive`,
    ]) {
      expect(part).toHaveTextContent(words);
    }
  });

  it('lists what is live, with the way to its events and until when it is', async () => {
    const archiveAt = '2027-12-01T00:00:00.000Z';
    await renderRetention({
      ...emptyRetention(now),
      live: [
        { period: '2026-11', events: 1234, bytes: 2048, archiveAt },
        { period: '2026-10-31', events: 1 },
      ],
    });
    const table = await screen.findByRole('table', { name: 'Live' });
    const [, month, day] = within(table).getAllByRole('row');
    expect(month).toHaveTextContent(
      `${(1234).toLocaleString()}2 KiB${formatTime.day(archiveAt)}`,
    );
    const link = within(month).getByRole('link', { name: 'November 2026' });
    const params = new URL((link as HTMLAnchorElement).href).searchParams;
    expect(Object.fromEntries(params)).toEqual({
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-12-01T00:00:00.000Z',
    });
    expect(day).toHaveTextContent('1Never');
  });

  it('lists the files with their state, holds, restoration and removal', async () => {
    const hold = exampleHold(now);
    const restoredUntil = '2026-12-05T10:00:00.000Z';
    const removedAt = '2026-11-02T03:00:00.000Z';
    const removeAt = '2027-11-01T00:00:00.000Z';
    await renderRetention({
      ...emptyRetention(now),
      holds: [hold],
      files: [
        exampleFile(now, 13, { state: 'writing', events: undefined }),
        exampleFile(now, 14, {
          class: 'sign-ins',
          part: 2,
          removeAt,
          holds: [hold.id],
        }),
        exampleFile(now, 15, {
          restoredUntil,
          restoredBy: 'user:default/yuki',
          removeAt: undefined,
          occurredFrom: '2025-07-31T20:00:00.000Z',
          occurredTo: '2025-08-31T23:59:59.999Z',
        }),
        exampleFile(now, 27, { state: 'removed', removedAt }),
      ],
    });
    const [writing, held, restored, removed] = await archiveRows();
    expect(writing).toHaveTextContent('Being written');
    expect(within(writing).queryByRole('button')).not.toBeInTheDocument();
    expect(held).toHaveTextContent('September 2025sign-ins, part 2');
    expect(held).toHaveTextContent(
      `${formatTime.day(removeAt)}or later: a hold may keep it`,
    );
    expect(within(held).getByTitle(hold.reason)).toBeVisible();
    expect(restored).toHaveTextContent(
      `Restored until ${formatTime.minute(restoredUntil)} by yuki`,
    );
    expect(restored).toHaveTextContent('Never');
    expect(
      within(restored).getByRole('link', { name: 'August 2025' }),
    ).toHaveAttribute(
      'href',
      '/audit-logs?from=2025-07-31T20%3A00%3A00.000Z&to=2025-09-01T00%3A00%3A00.000Z',
    );
    expect(removed).toHaveTextContent(`Removed${formatTime.day(removedAt)}`);
    expect(within(removed).queryByRole('button')).not.toBeInTheDocument();
  });

  it('restores a file for some days, and ends that', async () => {
    const file = exampleFile(now, 13);
    const api = await renderRetention({
      ...emptyRetention(now),
      files: [file],
    });
    const restore = jest.spyOn(api, 'restoreArchiveFile');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Restore…: October 2025' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Restore October 2025',
    });
    const days = within(dialog).getByRole('textbox', { name: 'Days' });
    const submit = within(dialog).getByRole('button', { name: 'Restore' });
    for (const wrong of ['0', '91', '1.5', 'a']) {
      await userEvent.clear(days);
      await userEvent.type(days, wrong);
      expect(submit).toBeDisabled();
    }
    await userEvent.clear(days);
    await userEvent.type(days, '30');
    await userEvent.click(submit);
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(restore).toHaveBeenCalledWith(file.id, 30);

    const [row] = await archiveRows();
    await waitFor(() => expect(row).toHaveTextContent('Restored until'));
    await userEvent.click(
      within(row).getByRole('button', { name: /^End restoration/ }),
    );
    await userEvent.click(
      within(await screen.findByRole('alertdialog')).getByRole('button', {
        name: 'End restoration',
      }),
    );
    await waitFor(() =>
      expect(row).toHaveTextContent('leaves the database with the next run'),
    );
    expect(within(row).queryByRole('button')).not.toBeInTheDocument();
  });

  it('says why a file cannot be restored', async () => {
    await renderRetention(
      { ...emptyRetention(now), files: [exampleFile(now, 13)] },
      {
        restoreArchiveFile: async () => {
          throw refusal(409, 'A run is under way');
        },
      },
    );
    await userEvent.click(
      await screen.findByRole('button', { name: /^Restore…/ }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Restore' }),
    );
    expect(await within(dialog).findByText('A run is under way')).toBeVisible();
  });
});
