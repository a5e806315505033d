// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  emptyRetention,
  exampleRun,
} from '../../../../dev/retention/exampleRetention';
import { refusal } from '../../../__testUtils__/renderPage';
import {
  renderRetention,
  section,
} from '../../../__testUtils__/renderRetention';
import { formatTime } from '../../labels/formatTime';

const now = Date.now();
const empty = emptyRetention(now);

async function confirm(name: string) {
  const question = await screen.findByRole('alertdialog');
  await userEvent.click(within(question).getByRole('button', { name }));
  return question;
}

describe('RunsSection', () => {
  afterEach(() => jest.useRealTimers());

  it('says when the next run is, what came of the last, and what waits', async () => {
    await renderRetention({
      ...empty,
      runs: [
        exampleRun(now, {
          state: 'waiting',
          startedBy: 'user:default/yuki',
          removedEvents: 12,
          waiting: [
            { file: '2025-10, default', message: 'No space left: free some' },
            { message: 'Two holds could not be looked up' },
          ],
        }),
        exampleRun(now, {
          id: 'failed',
          state: 'failed',
          error: 'The database went away',
        }),
      ],
    });
    const part = await section('Runs');
    expect(part).toHaveTextContent(
      `The next one is at ${formatTime.minute(empty.nextRunAt!)}.`,
    );
    const note = within(part).getByRole('note');
    expect(note).toHaveTextContent(
      '2025-10, default: No space left: free some',
    );
    expect(note).toHaveTextContent('Two holds could not be looked up');
    const [, waiting, failed] = within(part).getAllByRole('row');
    expect(waiting).toHaveTextContent('Something waits');
    expect(waiting).toHaveTextContent(
      `${(1_204_331).toLocaleString()}12yuki1 min 34 s`,
    );
    expect(failed).toHaveTextContent('FailedThe database went away');
    expect(failed).toHaveTextContent('by itself');
  });

  it('runs when asked twice, and tells how far it is until it is done', async () => {
    jest.useFakeTimers();
    const user = userEvent.setup({
      advanceTimers: milliseconds => jest.advanceTimersByTime(milliseconds),
    });
    const api = await renderRetention(empty);
    const run = jest.spyOn(api, 'runRetention');
    const button = await screen.findByRole('button', { name: 'Run now…' });
    await user.click(button);
    const question = await screen.findByRole('alertdialog');
    expect(question).toHaveTextContent(/removed for good/);
    await user.click(within(question).getByRole('button', { name: 'Run now' }));
    expect(run).toHaveBeenCalledTimes(1);
    const part = await section('Runs');
    const progress = await within(part).findByRole('progressbar', {
      name: 'Run',
    });
    expect(button).toBeDisabled();
    await waitFor(() =>
      expect(part).toHaveTextContent(
        `Writing: 2025-11, default, ${(400_000).toLocaleString()} of ${(600_000).toLocaleString()} events`,
      ),
    );
    expect(progress).toHaveAttribute('aria-valuenow', '67');
    await waitFor(() => expect(progress).not.toBeInTheDocument());
    expect(within(part).getByText('Done')).toBeVisible();
    expect(button).toBeEnabled();
  });

  it('says why a run cannot begin', async () => {
    await renderRetention(empty, {
      runRetention: async () => {
        throw refusal(409, 'Another replica runs');
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Run now…' }),
    );
    const question = await confirm('Run now');
    expect(
      await within(question).findByText('Another replica runs'),
    ).toBeVisible();
  });

  it('removes nothing while the time is in doubt, until somebody says that it is right', async () => {
    const lastRunAt = '2026-09-20T08:00:00.000Z';
    const api = await renderRetention({
      ...empty,
      clock: {
        now: '2026-11-30T08:00:00.000Z',
        lastRunAt,
        message: 'The last run was 71 days ago',
      },
    });
    const run = jest.spyOn(api, 'runRetention');
    const banner = (
      await screen.findByText('Nothing is removed while the time is in doubt')
    ).closest('[role=note]')!;
    expect(banner).toHaveTextContent('The last run was 71 days ago');
    expect(
      [...banner.querySelectorAll('time')].map(({ dateTime }) => dateTime),
    ).toEqual(['2026-11-30T08:00:00.000Z', lastRunAt]);
    await userEvent.click(
      screen.getByRole('button', { name: 'The clock is right: go on' }),
    );
    await confirm('Cancel');
    expect(run).not.toHaveBeenCalled();
    await userEvent.click(
      screen.getByRole('button', { name: 'The clock is right: go on' }),
    );
    await confirm('Go on');
    await waitFor(() => expect(banner).not.toBeInTheDocument());
    expect(run).toHaveBeenCalledWith({ trustClock: true });
  });
});
