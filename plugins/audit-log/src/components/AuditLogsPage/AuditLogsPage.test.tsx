// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { EventSearch } from 'backstage-plugin-audit-log-common';
import { exampleEvents } from '../../../dev/exampleEvents';
import {
  auditLog,
  currentParams,
  events,
  refusal,
  renderPage,
} from '../../__testUtils__/renderPage';

describe('AuditLogsPage', () => {
  it('opens on the past 30 days, newest first, one event a row', async () => {
    const searches: EventSearch[] = [];
    const log = auditLog();
    await renderPage({
      api: {
        ...log,
        listEvents: (search, options) => {
          searches.push(search);
          return log.listEvents(search, options);
        },
      },
    });

    const table = await screen.findByRole('table', { name: 'Audit events' });
    expect(searches).toEqual([{ include: {}, exclude: {}, order: 'newest' }]);
    expect(
      screen.getByRole('button', { name: 'Time range: Past 30 days' }),
    ).toBeVisible();

    const row = within(table).getAllByRole('row')[2];
    expect(within(row).getByText('Denied')).toBeVisible();
    expect(
      within(row).getByRole('button', { name: 'Deleted entity' }),
    ).toBeVisible();
    expect(within(row).getByRole('link', { name: 'Jane Doe' })).toHaveAttribute(
      'href',
      '/catalog/default/user/jane.doe',
    );
    expect(
      within(row).getByRole('link', { name: 'Payments API' }),
    ).toHaveAttribute('href', '/catalog/default/api/payments');
    expect(
      within(row).getByRole('img', { name: 'Medium severity' }),
    ).toBeVisible();
    expect(within(row).getByTitle(events[1].occurredAt)).toHaveAttribute(
      'datetime',
      events[1].occurredAt,
    );
    expect(await screen.findByText('12 events')).toHaveAttribute(
      'aria-live',
      'polite',
    );
  });

  it('shows where the events will be while they load', async () => {
    await renderPage({
      api: auditLog({ listEvents: () => new Promise(() => {}) }),
    });
    expect(
      await screen.findByRole('status', { name: 'Loading events' }),
    ).toBeInTheDocument();
  });

  it('says what to try when nothing is found, and does it', async () => {
    await renderPage({ url: '/audit-logs?q=nothing-like-it&range=24h' });
    expect(
      await screen.findByText('No events match these filters'),
    ).toBeVisible();

    await userEvent.click(
      screen.getByRole('button', { name: 'Show the past 7 days' }),
    );
    await waitFor(() => expect(currentParams().get('range')).toBe('7d'));

    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear all filters' }),
    );
    expect(await screen.findByRole('table')).toBeVisible();
    expect(currentParams().has('q')).toBe(false);
  });

  it('says why the events could not be loaded, and tries again', async () => {
    const log = auditLog();
    let isDown = true;
    await renderPage({
      api: {
        ...log,
        listEvents: async (...args) => {
          if (isDown) {
            throw refusal(503, 'The database does not answer');
          }
          return log.listEvents(...args);
        },
      },
    });
    expect(
      await screen.findByText('The database does not answer'),
    ).toBeVisible();

    isDown = false;
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByRole('table')).toBeVisible();
  });

  it('shows the events when only the timeline fails', async () => {
    await renderPage({
      api: auditLog({
        summarize: async () => {
          throw refusal(500, 'Too much to count');
        },
      }),
    });
    expect(await screen.findByText('Too much to count')).toBeVisible();
    expect(await screen.findByRole('table')).toBeVisible();
    expect(screen.getByText('Events 1–12')).toBeVisible();
  });

  it('tells whom the server refuses what to ask for', async () => {
    await renderPage({
      api: auditLog({
        listEvents: async () => {
          throw refusal(403, 'No');
        },
      }),
    });
    expect(
      await screen.findByText('You have no access to the audit log'),
    ).toBeVisible();
  });

  it('turns pages and comes back, with the page in the URL', async () => {
    await renderPage({
      url: '/audit-logs?range=7d&limit=25',
      api: auditLog({}, exampleEvents(60, Date.now() - 60_000)),
    });
    await screen.findByText('1–25 of 60 events');
    expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled();

    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByText('26–50 of 60 events')).toBeVisible();
    expect(currentParams().get('cursor')).toBe('25');
    // The preset's beginning stays where the first page put it, or the cursor would belong to another search.
    expect(currentParams().get('from')).toEqual(expect.any(String));

    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    expect(await screen.findByText('1–25 of 60 events')).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: 'First' }));
    await waitFor(() =>
      expect(currentParams().toString()).toBe('range=7d&limit=25'),
    );
  });

  it('begins at the first page when the cursor of a link is refused', async () => {
    const log = auditLog();
    await renderPage({
      url: '/audit-logs?cursor=of-a-colleague&offset=50',
      api: {
        ...log,
        listEvents: async (search, options) => {
          if (options?.cursor) {
            throw refusal(400, 'cursor: belongs to another search');
          }
          return log.listEvents(search, options);
        },
      },
    });
    expect(
      await screen.findByText(/page that is no longer there/),
    ).toBeVisible();
    expect(await screen.findByText('12 events')).toBeVisible();
    expect(currentParams().has('cursor')).toBe(false);
  });

  it('offers to go on when a search ran out of time', async () => {
    const log = auditLog();
    await renderPage({
      api: {
        ...log,
        listEvents: async (search, options) => {
          const page = await log.listEvents(search, options);
          return options?.cursor
            ? page
            : {
                ...page,
                items: [],
                pageInfo: { nextCursor: '0' },
                scannedUntil: events[3].occurredAt,
              };
        },
      },
    });
    expect(await screen.findByText(/^Looked through until/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    expect(await screen.findByRole('table')).toBeVisible();
  });

  it('shows cards instead of a table on a phone', async () => {
    const original = window.matchMedia;
    // A phone: every query for "at most so wide" holds.
    window.matchMedia = (query: string) =>
      ({
        matches: query.includes('max-width'),
        addListener: () => {},
        removeListener: () => {},
      } as unknown as MediaQueryList);
    try {
      await renderPage();
      const list = await screen.findByRole('list', { name: 'Audit events' });
      expect(
        within(list).getAllByRole('button', { name: 'Deleted entity' }),
      ).not.toHaveLength(0);
      expect(screen.queryByRole('table')).not.toBeInTheDocument();
      expect(
        screen.queryByRole('button', { name: 'Outcome' }),
      ).not.toBeInTheDocument();
      await userEvent.click(screen.getByRole('button', { name: 'Filters' }));
      expect(
        await screen.findByRole('button', { name: 'Outcome' }),
      ).toBeVisible();
    } finally {
      window.matchMedia = original;
    }
  });
});
