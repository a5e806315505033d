// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  currentParams,
  events,
  renderPage,
} from '../../__testUtils__/renderPage';

async function openFilter(name: string | RegExp) {
  await userEvent.click(await screen.findByRole('button', { name }));
  return screen.findByRole('dialog', { name: /^Filter by/ });
}

describe('FilterBar', () => {
  it('offers what is in the log, and puts the choice into the URL', async () => {
    await renderPage();
    const dialog = await openFilter('Outcome');
    const failed = events.filter(({ outcome }) => outcome === 'failed').length;
    const option = await within(dialog).findByRole('checkbox', {
      name: `Failed ${failed}`,
    });
    await userEvent.click(option);

    await waitFor(() =>
      expect(currentParams().getAll('outcome')).toEqual(['failed']),
    );
    expect(await screen.findByText(`${failed} events`)).toBeInTheDocument();
  });

  it('turns a choice into what is left out', async () => {
    await renderPage({ url: '/audit-logs?plugin=catalog' });
    const dialog = await openFilter('Plugin (1)');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'is not' }),
    );
    await waitFor(() =>
      expect(currentParams().toString()).toBe('-plugin=catalog'),
    );
    const rest = events.filter(({ plugin }) => plugin !== 'catalog').length;
    expect(await screen.findByText(`${rest} events`)).toBeInTheDocument();
  });

  it('takes a value that is typed in full', async () => {
    await renderPage();
    const dialog = await openFilter('Target');
    await userEvent.type(
      within(dialog).getByRole('textbox'),
      'api:default/payments{Enter}',
    );
    await waitFor(() =>
      expect(currentParams().getAll('target')).toEqual([
        'api:default/payments',
      ]),
    );
  });

  it('finds actions by their words', async () => {
    await renderPage();
    const dialog = await openFilter('Action');
    await userEvent.type(within(dialog).getByRole('textbox'), 'deleted ent');
    await waitFor(() =>
      expect(within(dialog).getAllByRole('checkbox')).toHaveLength(1),
    );
    await userEvent.click(
      within(dialog).getByRole('checkbox', { name: /^Deleted entity/ }),
    );
    await waitFor(() =>
      expect(currentParams().getAll('action')).toEqual([
        'catalog.entity-mutate.delete',
      ]),
    );
  });

  it('shows the filters of a link, each with a way to take it back', async () => {
    await renderPage({
      url: '/audit-logs?outcome=failed&-actorType=service&q=entity&order=oldest',
    });
    const active = await screen.findByRole('list', { name: 'Active filters' });
    expect(active).toHaveTextContent('Text: entity');
    expect(active).toHaveTextContent('Actor type is not Service');
    expect(
      screen.getByRole('button', { name: 'Oldest first' }),
    ).toBeInTheDocument();

    await userEvent.click(
      within(active).getByRole('button', {
        name: 'Remove filter: Outcome is Failed',
      }),
    );
    await waitFor(() => expect(currentParams().has('outcome')).toBe(false));
    await userEvent.click(
      within(active).getByRole('button', { name: 'Clear all' }),
    );
    await waitFor(() =>
      expect(currentParams().toString()).toBe('order=oldest'),
    );
  });

  it('reaches every filter of the API', async () => {
    await renderPage();
    await userEvent.click(
      await screen.findByRole('button', { name: 'More filters' }),
    );
    for (const name of [
      'Actor',
      'Actor type',
      'Plugin',
      'Event',
      'Action',
      'Category',
      'Outcome',
      'Severity',
      'Target',
      'Project',
      'Address',
      'Operation',
    ]) {
      expect(screen.getByRole('button', { name })).toBeInTheDocument();
    }
  });

  it('searches free text on Enter', async () => {
    await renderPage();
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Search events' }),
      'payments{Enter}',
    );
    await waitFor(() => expect(currentParams().get('q')).toBe('payments'));
  });

  it('takes a preset and a custom time range', async () => {
    await renderPage();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Time range: Past 30 days' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Past hour' }));
    await waitFor(() => expect(currentParams().toString()).toBe('range=1h'));

    await userEvent.click(
      screen.getByRole('button', { name: 'Time range: Past hour' }),
    );
    const form = await screen.findByRole('form', { name: 'Custom range' });
    const from = within(form).getByLabelText('From');
    const to = within(form).getByLabelText('To');
    await userEvent.type(from, '2026-01-02T03:04');
    await userEvent.type(to, '2026-01-01T00:00');
    expect(within(form).getByText('To must be later than From')).toBeVisible();
    await userEvent.clear(to);
    await userEvent.type(to, '2026-01-03T00:00');
    await userEvent.click(within(form).getByRole('button', { name: 'Apply' }));
    await waitFor(() =>
      expect(currentParams().get('from')).toBe(
        new Date('2026-01-02T03:04').toISOString(),
      ),
    );
    expect(currentParams().get('to')).toBe(
      new Date('2026-01-03T00:00').toISOString(),
    );
    expect(currentParams().has('range')).toBe(false);
  });
});
