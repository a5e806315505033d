// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Verification } from 'backstage-plugin-audit-log-common';
import {
  auditLog,
  currentParams,
  events,
  refusal,
  renderPage,
} from '../../__testUtils__/renderPage';
import {
  INTEGRITY,
  region,
  renderIntegrity,
  run,
  RUN_ID,
} from './__testUtils__/renderIntegrity';

describe('IntegrityPage', () => {
  afterEach(() => jest.useRealTimers());

  it('is reached from the list, shows what is signed, and leads back', async () => {
    const log = auditLog();
    const { checkpoint } = await log.ledgerStatus();
    const [key] = await log.sealingKeys();
    await renderPage({ api: log });
    await userEvent.click(
      await screen.findByRole('link', { name: 'Integrity' }),
    );
    expect(
      await screen.findByRole('heading', { name: 'Integrity' }),
    ).toBeVisible();

    const ledger = await region('Ledger');
    expect(
      await within(ledger).findByText('Sealed, not verified yet'),
    ).toBeVisible();
    expect(within(ledger).getByLabelText('Checkpoint')).toHaveTextContent(
      checkpoint!.note.replace(/\s+/g, ' ').trim(),
    );
    const keys = await within(ledger).findByRole('table', { name: 'Keys' });
    expect(within(keys).getByText(key.verifier)).toBeVisible();
    expect(within(keys).getByText('Signing')).toBeVisible();

    await userEvent.click(screen.getByRole('link', { name: /All events/ }));
    expect(
      await screen.findByRole('table', { name: 'Audit events' }),
    ).toBeVisible();
  });

  it('verifies everything, with progress, and then says until when', async () => {
    let runs: Verification[] = [];
    const statuses = jest.fn(
      await (async () => {
        const status = await auditLog().ledgerStatus();
        return async () => status;
      })(),
    );
    const startVerification = jest.fn(async () => {
      runs = [run({ state: 'running', verified: 500, endedAt: undefined })];
      return runs[0];
    });
    const section = await renderIntegrity(() => runs, {
      ledgerStatus: statuses,
      startVerification,
    });
    expect(
      await within(section).findByText('Nothing was verified yet'),
    ).toBeVisible();

    jest.useFakeTimers();
    const user = userEvent.setup({
      advanceTimers: milliseconds => jest.advanceTimersByTime(milliseconds),
    });
    await user.click(
      within(section).getByRole('button', { name: 'Verify now' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Verify the ledger',
    });
    await user.click(within(dialog).getByRole('button', { name: 'Verify' }));
    expect(startVerification).toHaveBeenCalledWith({});

    const progress = await within(section).findByRole('progressbar', {
      name: 'Verification',
    });
    expect(progress).toHaveAttribute('aria-valuenow', '25');
    expect(
      within(section).getByRole('button', { name: 'Verify now' }),
    ).toBeDisabled();

    runs = [run({ state: 'running', verified: 1500, endedAt: undefined })];
    await waitFor(() =>
      expect(progress).toHaveAttribute('aria-valuenow', '75'),
    );
    const asked = statuses.mock.calls.length;
    runs = [run()];
    expect(await within(section).findByText('Nothing found')).toBeVisible();
    expect(progress).not.toBeInTheDocument();
    // How the ledger stands is another thing now.
    await waitFor(() => expect(statuses.mock.calls.length).toBe(asked + 1));
  });

  it('says how the ledger stands when a run was over before it was seen', async () => {
    let runs: Verification[] = [run()];
    const status = await auditLog().ledgerStatus();
    const section = await renderIntegrity(() => runs, {
      ledgerStatus: async () => ({
        ...status,
        problems: runs
          .filter(({ findingCount }) => findingCount > 0)
          .map(() => ({ code: 'altered', message: 'Event 7 is altered' })),
      }),
      startVerification: async () => {
        runs = [run({ id: 'new', state: 'failed', findingCount: 1 }), ...runs];
        return run({ id: 'new', state: 'running' });
      },
    });
    const button = within(section).getByRole('button', { name: 'Verify now' });
    await waitFor(() => expect(button).toBeEnabled());
    await userEvent.click(button);
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Verify',
      }),
    );
    expect(await screen.findByText('Event 7 is altered')).toBeVisible();
  });

  it('verifies a part, and no part that there is not', async () => {
    const startVerification = jest.fn(async () => run({ state: 'running' }));
    const section = await renderIntegrity(() => [], { startVerification });
    const button = within(section).getByRole('button', { name: 'Verify now' });
    await waitFor(() => expect(button).toBeEnabled());
    await userEvent.click(button);
    const dialog = await screen.findByRole('dialog');
    expect(currentParams().get('dialog')).toBe('verify');
    await userEvent.click(within(dialog).getByRole('radio', { name: /Some/ }));
    const [first, last] = ['First', 'Last'].map(name =>
      within(dialog).getByRole('textbox', { name }),
    );
    const submit = within(dialog).getByRole('button', { name: 'Verify' });
    for (const [from, to] of [
      ['20', '10'],
      ['-1', '10'],
      ['1', '1e99'],
      ['1', ''],
    ]) {
      await userEvent.clear(first);
      await userEvent.type(first, from);
      await userEvent.clear(last);
      if (to) {
        await userEvent.type(last, to);
      }
      expect(submit).toBeDisabled();
    }
    await userEvent.type(last, '20');
    await userEvent.click(submit);
    await waitFor(() =>
      expect(startVerification).toHaveBeenCalledWith({ from: 1, to: 21 }),
    );
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
  });

  it('says why a verification cannot begin', async () => {
    const section = await renderIntegrity(() => [], {
      startVerification: async () => {
        throw refusal(409, 'Another replica has begun one');
      },
    });
    const button = within(section).getByRole('button', { name: 'Verify now' });
    await waitFor(() => expect(button).toBeEnabled());
    await userEvent.click(button);
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Verify' }),
    );
    expect(
      await within(dialog).findByText('Another replica has begun one'),
    ).toBeVisible();
  });

  it('stops a verification', async () => {
    let runs = [run({ state: 'running', verified: 10, endedAt: undefined })];
    const stopVerification = jest.fn(async () => {
      runs = [run({ state: 'stopped', verified: 10 })];
      return runs[0];
    });
    const section = await renderIntegrity(() => runs, { stopVerification });
    await userEvent.click(
      await within(section).findByRole('button', { name: 'Stop' }),
    );
    expect(await within(section).findByText('Stopped')).toBeVisible();
    expect(stopVerification).toHaveBeenCalledWith(RUN_ID);
    expect(section).toHaveTextContent('10 of them verified');
  });

  it('shows what was found, with the way to the event', async () => {
    const section = await renderIntegrity(
      () => [
        run({ id: 'latest' }),
        run({
          state: 'failed',
          findingCount: 101,
          findings: [
            {
              kind: 'altered',
              message: 'The outcome is not what was sealed.',
              sequence: 1234,
              eventId: events[3].id,
            },
            {
              kind: 'removed',
              message: 'Twelve events are gone.',
              sequence: 1300,
              until: 1312,
            },
          ],
        }),
      ],
      {},
      `${INTEGRITY}?run=${RUN_ID}`,
    );
    const found = await within(section).findByRole('region', {
      name: 'What was found',
    });
    expect(found).toHaveTextContent('101 alterations found');
    const [, altered, removed] = within(found).getAllByRole('row');
    expect(altered).toHaveTextContent(
      `Altered${(1234).toLocaleString()}Open the eventThe outcome is not what was sealed.`,
    );
    expect(
      within(altered).getByRole('link', { name: 'Open the event' }),
    ).toHaveAttribute('href', `/audit-logs?open=${events[3].id}`);
    expect(removed).toHaveTextContent(
      `Removed${(1300).toLocaleString()} to ${(1311).toLocaleString()}`,
    );
    expect(found).toHaveTextContent('The first 2 are listed.');
  });

  it('shows nothing as found where the last run found nothing', async () => {
    const section = await renderIntegrity(() => [
      run({ id: 'latest' }),
      run({ state: 'failed', findingCount: 1 }),
    ]);
    expect(await within(section).findByText('Nothing found')).toBeVisible();
    expect(within(section).getByText('Alteration found')).toBeVisible();
    expect(
      within(section).queryByRole('region', { name: 'What was found' }),
    ).not.toBeInTheDocument();
  });

  it('says so when a link leads to a run that is no longer kept', async () => {
    const section = await renderIntegrity(
      () => [run()],
      {},
      `${INTEGRITY}?run=gone`,
    );
    expect(await within(section).findByText(/no longer kept/)).toBeVisible();
  });

  it('says what could not be loaded, each by itself', async () => {
    const fail = (message: string) => async () => {
      throw refusal(503, message);
    };
    await renderPage({
      url: INTEGRITY,
      api: auditLog({
        verifications: fail('No runs'),
        ledgerStatus: fail('No state'),
        erasures: fail('No erasures'),
        health: fail('No health'),
      }),
    });
    for (const message of ['No runs', 'No state', 'No erasures', 'No health']) {
      expect(await screen.findByText(message)).toBeVisible();
    }
    expect(screen.getAllByRole('button', { name: 'Retry' })).toHaveLength(4);
  });
});
