// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exampleChanges } from '../../../dev/exampleChanges';
import {
  auditLog,
  currentParams,
  events,
  refusal,
  renderPage,
} from '../../__testUtils__/renderPage';

describe('EventDetails', () => {
  it('opens, moves on and closes by keyboard alone', async () => {
    await renderPage();
    const table = await screen.findByRole('table');
    const [first, second] = within(table).getAllByRole('button');

    first.focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(second).toHaveFocus();
    await userEvent.keyboard('k');
    expect(first).toHaveFocus();

    await userEvent.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', {
      name: 'Refreshed entity',
    });
    expect(currentParams().get('open')).toBe(events[0].id);
    expect(dialog).toContainElement(document.activeElement as HTMLElement);

    await userEvent.keyboard('j');
    await screen.findByRole('dialog', { name: 'Deleted entity' });
    expect(currentParams().get('open')).toBe(events[1].id);

    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(currentParams().has('open')).toBe(false);
    await waitFor(() => expect(second).toHaveFocus());
  });

  it('holds everything that was recorded', async () => {
    const event = events[1];
    await renderPage({ url: `/audit-logs?open=${event.id}` });
    const dialog = await screen.findByRole('dialog');
    for (const recorded of [
      event.id,
      event.operationId,
      event.action,
      event.occurredAt,
      event.targets[0].ref,
      event.sequence!.toLocaleString(),
    ]) {
      expect(within(dialog).getAllByText(recorded)).not.toHaveLength(0);
    }
    expect(
      JSON.parse(within(dialog).getByLabelText('Event as JSON').textContent!),
    ).toEqual(JSON.parse(JSON.stringify(event)));
  });

  it('says what went wrong and what was not kept', async () => {
    const event = {
      ...events[0],
      outcome: 'failed' as const,
      error: { name: 'ConflictError', message: 'It is in use' },
      redacted: ['/meta/parameters/token'],
      truncated: ['/meta/log'],
    };
    await renderPage({
      url: `/audit-logs?open=${event.id}`,
      api: auditLog({}, [event]),
    });
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('ConflictError')).toBeVisible();
    expect(within(dialog).getByText('It is in use')).toBeVisible();
    expect(within(dialog).getByText(/looks like a secret/)).toHaveTextContent(
      '/meta/parameters/token',
    );
    expect(within(dialog).getByText(/too large/)).toHaveTextContent(
      '/meta/log',
    );
  });

  it('shows what was changed, and what came or went as a whole', async () => {
    const [configured, , updated, created, deleted] = exampleChanges(
      Date.now(),
    );
    const api = auditLog({}, [configured, updated, created, deleted]);
    await renderPage({ url: `/audit-logs?open=${configured.id}`, api });
    const changes = within(
      await screen.findByRole('table', { name: 'Changes' }),
    );
    expect(
      changes.getByRole('row', { name: /labels\/tier Added not there one/ }),
    ).toBeVisible();
    expect(
      changes.getByRole('row', { name: /domain Removed sales not there/ }),
    ).toBeVisible();
    expect(
      screen.getByText(/names the actor, which nobody has checked/),
    ).toBeVisible();
    expect(changes.getAllByText(/looks like a secret/)).toHaveLength(2);
    // Named once, where they are.
    expect(screen.getAllByText(/looks like a secret/)).toHaveLength(2);

    await userEvent.keyboard('jj');
    const state = await screen.findByRole('region', { name: 'As it came' });
    expect(state).toHaveTextContent(/kind: API/);
    expect(
      screen.getByRole('region', { name: 'Reported details' }),
    ).toHaveTextContent(
      /^Reported detailsversionOf: api:default\/payments-v1$/,
    );
    expect(
      screen.queryByRole('table', { name: 'Changes' }),
    ).not.toBeInTheDocument();

    await userEvent.keyboard('j');
    expect(
      await screen.findByRole('region', { name: 'As it last was' }),
    ).toHaveTextContent(/lifecycle: experimental/);
  });

  it('fetches the event of a link that is not on the page', async () => {
    await renderPage({
      url: `/audit-logs?outcome=denied&open=${events[0].id}`,
    });
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText(events[0].id)).toBeVisible();
  });

  it('says of an event that is not on the page whether it is in the archive', async () => {
    await renderPage({
      url: `/audit-logs?outcome=denied&open=${events[0].id}`,
      api: auditLog({
        getEvent: async () => ({ ...events[0], archived: true }),
      }),
    });
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByRole('img', { name: 'From the archive' }),
    ).toBeVisible();
    // It is no part of the event.
    expect(
      within(dialog).getByLabelText('Event as JSON'),
    ).not.toHaveTextContent('"archived"');
  });

  it('says so when there is no such event', async () => {
    await renderPage({
      url: '/audit-logs?open=unknown',
      api: auditLog({
        getEvent: async () => {
          throw refusal(404, 'There is no such event');
        },
      }),
    });
    expect(await screen.findByText('There is no such event')).toBeVisible();
  });

  it('leads to other events of the operation, the actor and the target', async () => {
    await renderPage({
      url: `/audit-logs?range=90d&plugin=catalog&open=${events[1].id}`,
    });
    const others = await screen.findByRole('region', { name: 'Other events' });
    const paramsOf = (name: string) =>
      new URL(
        (within(others).getByRole('link', { name }) as HTMLAnchorElement).href,
      ).searchParams.toString();
    expect(paramsOf('Of the same operation')).toBe(
      `operation=${events[1].operationId}&range=90d`,
    );
    expect(paramsOf('On Payments API')).toBe(
      'target=api%3Adefault%2Fpayments&range=90d',
    );

    await userEvent.click(
      within(others).getByRole('link', { name: 'By Jane Doe' }),
    );
    await waitFor(() =>
      expect(currentParams().toString()).toBe(
        'actor=user%3Adefault%2Fjane.doe&range=90d',
      ),
    );
  });

  it('narrows the list by a value, or leaves it out', async () => {
    await renderPage({ url: `/audit-logs?open=${events[1].id}` });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'No events with Plugin catalog',
      }),
    );
    await waitFor(() =>
      expect(currentParams().getAll('-plugin')).toEqual(['catalog']),
    );
  });
});
