// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  EventPage,
  ListEventsOptions,
} from 'backstage-plugin-audit-log-common';
import type { AuditLogApi } from '../../api';
import {
  auditLog,
  currentParams,
  events,
  refusal,
  renderPage,
} from '../../__testUtils__/renderPage';
import { formatTime } from '../labels/formatTime';

const UNTIL = ['2025-03-02T12:00:00.000Z', '2025-01-02T12:00:00.000Z'];

interface Part {
  readonly indexes: readonly number[];
  readonly until?: string;
  readonly filesLeft?: number;
}

const part = (
  { indexes, until, filesLeft }: Part,
  pageInfo: EventPage['pageInfo'],
): EventPage => ({
  items: indexes.map(index => events[index]),
  pageInfo,
  window: { from: '2024-01-01T00:00:00.000Z', to: new Date().toISOString() },
  scannedUntil: until,
  archive:
    filesLeft === undefined
      ? undefined
      : {
          ids: indexes.map(index => events[index].id),
          filesLeft,
          eventsLeft: filesLeft * 300_000,
        },
});

/** A log whose answers the test gives, one after the other. */
function answering() {
  const asked: ListEventsOptions[] = [];
  const waiting: ((answer: EventPage | Error) => void)[] = [];
  const listEvents: AuditLogApi['listEvents'] = (_, options = {}) => {
    asked.push(options);
    return new Promise((resolve, reject) =>
      waiting.push(answer =>
        answer instanceof Error ? reject(answer) : resolve(answer),
      ),
    );
  };
  const answer = async (value: EventPage | Error) => {
    await waitFor(() => expect(waiting).not.toHaveLength(0));
    waiting.shift()!(value);
  };
  return { asked, answer, api: auditLog({ listEvents }) };
}

const rows = () => screen.getAllByRole('row').length - 1;

describe('a search that looks through the archive', () => {
  it('shows what is found as it is found, and goes on by itself to the end', async () => {
    const { asked, answer, api } = answering();
    await renderPage({ api });
    await answer(
      part(
        { indexes: [0, 1], until: UNTIL[0], filesLeft: 4 },
        { nextCursor: 'a' },
      ),
    );
    expect(
      await screen.findByText(
        `Looked through until ${formatTime.day(
          UNTIL[0],
        )} · 4 archived files, 1.2 million events left`,
      ),
    ).toBeVisible();
    expect(rows()).toBe(2);
    expect(
      screen.getByRole('progressbar', { name: 'Searching' }),
    ).toBeVisible();
    // The rest of this page is not the next one.
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();

    await answer(
      part(
        { indexes: [2], until: UNTIL[1], filesLeft: 1 },
        { nextCursor: 'b' },
      ),
    );
    expect(
      await screen.findByText(/1 archived file, 300 thousand events left/),
    ).toBeVisible();
    expect(rows()).toBe(3);

    await answer(part({ indexes: [3], filesLeft: 0 }, {}));
    await waitFor(() => expect(rows()).toBe(4));
    expect(screen.queryByText(/Looked through/)).not.toBeInTheDocument();
    expect(asked.map(({ cursor, limit }) => [cursor, limit])).toEqual([
      [undefined, 50],
      ['a', 48],
      ['b', 47],
    ]);
    expect(currentParams().has('cursor')).toBe(false);
  });

  it('is stopped, and gone on with', async () => {
    const { asked, answer, api } = answering();
    await renderPage({ api });
    await answer(
      part({ indexes: [], until: UNTIL[0], filesLeft: 2 }, { nextCursor: 'a' }),
    );
    expect(await screen.findByText('No events so far')).toBeVisible();
    const stop = screen.getByRole('button', { name: 'Stop' });
    await userEvent.click(stop);
    expect(
      screen.queryByRole('progressbar', { name: 'Searching' }),
    ).not.toBeInTheDocument();
    expect(asked.at(-1)!.signal!.aborted).toBe(true);
    // What was given up on comes all the same.
    await answer(part({ indexes: [5], filesLeft: 0 }, {}));
    expect(screen.queryByRole('table')).not.toBeInTheDocument();

    const goOn = screen.getByRole('button', { name: 'Continue' });
    expect(goOn).toHaveFocus();
    await userEvent.click(goOn);
    expect(
      screen.getByRole('progressbar', { name: 'Searching' }),
    ).toBeVisible();
    expect(asked.at(-1)!.cursor).toBe('a');
    await answer(part({ indexes: [3], filesLeft: 0 }, {}));
    await waitFor(() => expect(rows()).toBe(1));
  });

  it('keeps what was found when it fails, and goes on from there', async () => {
    const { asked, answer, api } = answering();
    await renderPage({ api });
    await answer(
      part(
        { indexes: [0], until: UNTIL[0], filesLeft: 2 },
        { nextCursor: 'a' },
      ),
    );
    await answer(refusal(503, 'The archive cannot be reached'));
    expect(
      await screen.findByText('The archive cannot be reached'),
    ).toBeVisible();
    expect(rows()).toBe(1);
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    expect(
      screen.queryByText('The archive cannot be reached'),
    ).not.toBeInTheDocument();
    await answer(part({ indexes: [1], filesLeft: 0 }, {}));
    await waitFor(() => expect(rows()).toBe(2));
    expect(asked.at(-1)!.cursor).toBe('a');
  });

  it('waits to be told where there is no archive in it', async () => {
    const { asked, answer, api } = answering();
    await renderPage({ api });
    await answer(part({ indexes: [0], until: UNTIL[0] }, { nextCursor: 'a' }));
    await screen.findByText(
      `Looked through until ${formatTime.minute(
        UNTIL[0],
      )}; there may be more beyond`,
    );
    expect(asked).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    await answer(part({ indexes: [1], until: UNTIL[1] }, { nextCursor: 'b' }));
    // Once told, it does not ask again.
    await answer(part({ indexes: [2] }, {}));
    await waitFor(() => expect(rows()).toBe(3));
  });

  it('fills a page that one came back to from its end', async () => {
    const { asked, answer, api } = answering();
    await renderPage({ api, url: '/audit-logs?cursor=two&offset=50' });
    await answer(
      part({ indexes: [7] }, { nextCursor: 'three', previousCursor: 'one' }),
    );
    await screen.findByRole('table');
    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    await answer(
      part(
        { indexes: [4, 5], until: UNTIL[0], filesLeft: 1 },
        { nextCursor: 'two', previousCursor: 'a' },
      ),
    );
    await waitFor(() => expect(rows()).toBe(2));
    expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Next' })).toBeEnabled();
    await answer(part({ indexes: [3], filesLeft: 0 }, { nextCursor: 'x' }));
    await waitFor(() => expect(rows()).toBe(3));
    expect(asked.slice(1).map(({ cursor }) => cursor)).toEqual(['one', 'a']);
    expect(
      screen
        .getAllByRole('row')
        .slice(1)
        .map(row => row.querySelector('time')?.dateTime),
    ).toEqual([3, 4, 5].map(index => events[index].occurredAt));
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await waitFor(() => expect(asked.at(-1)!.cursor).toBe('two'));
  });

  it('marks what is from the archive, in the list and in the details', async () => {
    const { answer, api } = answering();
    await renderPage({ api });
    const { items } = part({ indexes: [0, 1] }, {});
    await answer({
      ...part({ indexes: [0, 1], filesLeft: 0 }, {}),
      archive: { ids: [items[1].id], filesLeft: 0, eventsLeft: 0 },
    });
    const [, live, archived] = await screen.findAllByRole('row');
    const mark = { name: 'From the archive' };
    expect(within(live).queryByRole('img', mark)).not.toBeInTheDocument();
    expect(within(archived).getByRole('img', mark)).toBeVisible();

    await userEvent.click(
      within(archived).getByRole('button', { name: 'Deleted entity' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole('img', mark)).toHaveTextContent(
      'From the archive',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Previous event' }),
    );
    await waitFor(() =>
      expect(within(dialog).queryByRole('img', mark)).not.toBeInTheDocument(),
    );
  });
});
