// SPDX-License-Identifier: Apache-2.0
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { EventType } from 'backstage-plugin-audit-log-common';
import { DECLARED_TYPES, exampleReports } from '../../../dev/exampleReports';
import { auditLog, renderPage } from '../../__testUtils__/renderPage';

const reports = exampleReports(Date.now() - 60_000);
const OTHER_WORDS: EventType = {
  ...DECLARED_TYPES[0],
  title: 'Released report',
};

describe('the words of plugins', () => {
  it('name actions in the list, in details and in filters, once they are known', async () => {
    let tell: (types: EventType[]) => void = () => {};
    const listEventTypes = jest.fn(
      () =>
        new Promise<EventType[]>(resolve => {
          tell = resolve;
        }),
    );
    await renderPage({
      url: '/audit-logs?action=quality.report.publish',
      api: auditLog({ listEventTypes }, reports),
    });
    // No event waits for them.
    expect(
      await screen.findAllByRole('button', { name: 'Report: publish' }),
    ).toHaveLength(2);
    await act(async () => tell([OTHER_WORDS]));
    const [button] = screen.getAllByRole('button', { name: 'Released report' });
    expect(
      screen.getByRole('button', {
        name: 'Remove filter: Action is Released report',
      }),
    ).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: 'Action (1)' }));
    expect(
      await screen.findByRole('checkbox', { name: /^Released report/ }),
    ).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');

    await userEvent.click(button);
    const details = await screen.findByRole('dialog');
    expect(
      within(details).getByRole('heading', { name: 'Released report' }),
    ).toBeVisible();
    expect(
      within(details).getByRole('button', {
        name: 'Only events with Action Released report',
      }),
    ).toBeVisible();
    expect(listEventTypes).toHaveBeenCalledTimes(1);
  });

  it('are asked for once for all visits, and again after a failure', async () => {
    const listEventTypes = jest
      .fn(async (): Promise<EventType[]> => [OTHER_WORDS])
      .mockRejectedValueOnce(new Error('Away'));
    const api = auditLog({ listEventTypes }, reports);
    const visit = async (title: string) => {
      const { unmount } = await renderPage({ api });
      expect(
        (await screen.findAllByRole('button', { name: title })).length,
      ).toBe(2);
      unmount();
    };
    await visit('Report: publish');
    await visit('Released report');
    await visit('Released report');
    expect(listEventTypes).toHaveBeenCalledTimes(2);
  });
});
