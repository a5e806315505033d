// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Coverage,
  CoveredAction,
} from 'backstage-plugin-audit-log-common';
import { exampleReports } from '../../../dev/exampleReports';
import {
  auditLog,
  currentParams,
  events,
  refusal,
  renderPage,
} from '../../__testUtils__/renderPage';

const reports = exampleReports(Date.now() - 60_000);
const URL = '/audit-logs/coverage';

function render(url = URL, replaced: Parameters<typeof auditLog>[0] = {}) {
  return renderPage({ url, api: auditLog(replaced, [...reports, ...events]) });
}
const plugin = (name: RegExp) => screen.findByRole('button', { name });
const table = (name: string) =>
  screen.findByRole('table', { name: `Actions of ${name}` });

function action(fields: Partial<CoveredAction>): CoveredAction {
  return {
    action: 'many.thing.do',
    plugin: 'many',
    event: 'thing',
    title: 'Did thing',
    description: 'A thing was done.',
    category: 'many',
    read: false,
    status: 'declared',
    events: 0,
    ...fields,
  };
}
const coverage = (items: CoveredAction[], complete = true): Coverage => ({
  items,
  countedFrom: new Date(0).toISOString(),
  complete,
});

describe('CoveragePage', () => {
  it('is reached from the list, and leads back', async () => {
    await render('/audit-logs');
    await userEvent.click(
      await screen.findByRole('link', { name: 'Coverage' }),
    );
    expect(
      await screen.findByRole('heading', { name: 'Coverage' }),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('link', { name: /All events/ }));
    expect(
      await screen.findByRole('table', { name: 'Audit events' }),
    ).toBeVisible();
  });

  it('says of each plugin how much of it was seen, and of each action what is known', async () => {
    await render();
    await userEvent.click(
      await plugin(/^quality 2 of 4 seen · 1 undeclared · 1 not as declared$/),
    );
    const actions = await table('quality');
    const row = (title: string) =>
      within(actions).getByRole('row', { name: new RegExp(title) });

    expect(row('Published report')).toHaveTextContent(/Declared2/);
    expect(row('Published report')).toHaveTextContent(
      '1 event. In the last one, /pages must be integer.',
    );
    expect(
      within(row('Published report')).getByRole('link', {
        name: /^Open it: the last event/,
      }),
    ).toHaveAttribute(
      'href',
      `/audit-logs?action=quality.report.publish&open=${reports[1].id}`,
    );
    expect(row('Took back report')).toHaveTextContent(/Declared0Never seen/);
    expect(row('Page layout: reset')).toHaveTextContent(/Undeclared1/);
    expect(
      await plugin(/^external:ci\.example\.org 1 of 1 seen$/),
    ).toBeVisible();
  });

  it('puts plugins last of which there is no sign', async () => {
    await render();
    const heading = await screen.findByRole('heading', {
      name: 'No sign of these plugins',
    });
    const absent = await plugin(/^kubernetes 0 of/);
    const present = await plugin(/^catalog /);
    expect(heading.compareDocumentPosition(absent)).toBe(
      Node.DOCUMENT_POSITION_FOLLOWING,
    );
    expect(heading.compareDocumentPosition(present)).toBe(
      Node.DOCUMENT_POSITION_PRECEDING,
    );
  });

  it('leads from an action to its events', async () => {
    await render(`${URL}?q=quality`);
    await userEvent.click(
      within(await table('quality')).getByRole('link', {
        name: 'Published report',
      }),
    );
    expect(
      await screen.findByRole('table', { name: 'Audit events' }),
    ).toBeVisible();
    expect(currentParams().getAll('action')).toEqual([
      'quality.report.publish',
    ]);
  });

  it('shows what was never seen, or is undeclared, and keeps that in the URL', async () => {
    await render();
    await plugin(/^quality/);
    await userEvent.click(screen.getByRole('button', { name: /^Show/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Undeclared' }),
    );
    await waitFor(() => expect(currentParams().get('show')).toBe('undeclared'));
    expect(
      within(await table('quality'))
        .getAllByRole('row')
        .slice(1),
    ).toHaveLength(1);
    expect(screen.queryByRole('button', { name: /^catalog/ })).toBeNull();

    await userEvent.click(screen.getByRole('button', { name: /^Show/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Never seen' }),
    );
    const quality = await table('quality');
    await waitFor(() =>
      expect(quality).not.toHaveTextContent('Page layout: reset'),
    );
    expect(quality).toHaveTextContent('Took back report');
    // Some of them are never seen, but there is every sign of the plugin.
    expect(
      screen
        .getByRole('heading', { name: 'No sign of these plugins' })
        .compareDocumentPosition(await plugin(/^catalog 2 of /)),
    ).toBe(Node.DOCUMENT_POSITION_PRECEDING);
  });

  it('finds actions by their words, and says when there are none', async () => {
    await render(`${URL}?q=took+REPORT`);
    const quality = await table('quality');
    expect(within(quality).getAllByRole('row').slice(1)).toHaveLength(1);

    const search = screen.getByRole('textbox', { name: 'Search actions' });
    await userEvent.clear(search);
    await userEvent.type(search, 'nothing like it{Enter}');
    expect(await screen.findByText('No actions match')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all actions' }),
    );
    expect(await plugin(/^quality/)).toHaveAttribute('aria-expanded', 'false');
  });

  it('is opened and walked through by keyboard', async () => {
    await render();
    const quality = await plugin(/^quality/);
    quality.focus();
    await userEvent.keyboard('{Enter}');
    const links = within(await table('quality')).getAllByRole('link', {
      name: /report|layout|threshold/i,
    });
    const names = links.filter(link => !/^Open/.test(link.ariaLabel ?? ''));
    names[0].focus();
    await userEvent.keyboard('j');
    expect(names[1]).toHaveFocus();
    await userEvent.keyboard('{ArrowUp}');
    expect(names[0]).toHaveFocus();
  });

  it('shows where the actions will be while they load', async () => {
    await render(URL, { readCoverage: () => new Promise(() => {}) });
    expect(
      await screen.findByRole('status', { name: 'Loading actions' }),
    ).toBeInTheDocument();
  });

  it('says why it cannot be loaded, and tries again', async () => {
    let attempts = 0;
    await render(URL, {
      readCoverage: async () => {
        attempts += 1;
        if (attempts === 1) {
          throw refusal(503, 'The database is away.');
        }
        return coverage([action({})]);
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Could not load the actions');
    expect(alert).toHaveTextContent('The database is away.');
    await userEvent.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(await plugin(/^many 0 of 1 seen/)).toBeVisible();
  });

  it('tells whoever may read some projects only what to ask for', async () => {
    await render(URL, {
      readCoverage: async () => {
        throw refusal(403, 'For the whole organization');
      },
    });
    expect(
      await screen.findByRole('region', {
        name: 'You have no access to the coverage',
      }),
    ).toHaveTextContent('LOG-MANAGEMENT');
  });

  it('says so when nothing is known at all', async () => {
    await render(URL, { readCoverage: async () => coverage([]) });
    expect(await screen.findByText('No actions are known')).toBeVisible();
  });

  it('shows some of far too many, and says when even the server has left some out', async () => {
    const many = Array.from({ length: 5_000 }, (_, index) =>
      action({
        action: `external.${index}.${'very-long-'.repeat(20)}`,
        plugin: 'external:far-too-much',
        status: 'external',
        lastSeen: new Date().toISOString(),
        events: undefined,
        title: `Thing ${index}`,
      }),
    );
    await render(URL, { readCoverage: async () => coverage(many, false) });
    await userEvent.click(await plugin(/5,000 of 5,000 seen/));
    const actions = await table('external:far-too-much');
    expect(within(actions).getAllByRole('row').slice(1)).toHaveLength(50);
    expect(actions).toHaveTextContent('Too many to count');
    await userEvent.click(
      screen.getByRole('button', { name: 'Show more (4,950 left)' }),
    );
    expect(within(actions).getAllByRole('row').slice(1)).toHaveLength(250);
    expect(
      screen.getByText(/There are more actions than can be listed/),
    ).toBeVisible();
  });
});
