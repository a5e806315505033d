// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { KEY_IDS } from '../../../dev/access/exampleKeys';
import { exampleQuarantine } from '../../../dev/exampleQuarantine';
import { InMemoryAuditLog } from '../../../dev/InMemoryAuditLog';
import { refusal, renderAccess } from '../../__testUtils__/renderAccess';
import { QuarantineTab } from './QuarantineTab';

const URL = '/access-control/keys/quarantine';
const url = () => screen.getByLabelText('URL').textContent;

const open = (
  options: Omit<NonNullable<Parameters<typeof renderAccess>[1]>, 'path'> = {},
) => renderAccess(<QuarantineTab />, { url: URL, ...options });

const rowOf = async (text: string) =>
  (await screen.findByText(text)).closest('tr')!;

/** A log that holds events, and answers a question about them in another way. */
function holding(
  held = exampleQuarantine(Date.now()),
  answers: Partial<InMemoryAuditLog> = {},
) {
  const log = InMemoryAuditLog.create([], held);
  return {
    listQuarantine: log.listQuarantine.bind(log),
    getQuarantinedEvent: log.getQuarantinedEvent.bind(log),
    ...answers,
  };
}

describe('QuarantineTab', () => {
  it('lists what is held: what, when, from where, with which key, and why in words', async () => {
    await open();
    const table = await screen.findByRole('table', { name: 'Held events' });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(header => header.textContent),
    ).toEqual(['Event', 'Received', 'Source', 'Sent with', 'Reason']);
    const row = await rowOf('deploy-1');
    expect(
      within(row).getByRole('link', { name: 'com.example.deploy.started' }),
    ).toHaveAttribute(
      'href',
      expect.stringMatching(/\/keys\/quarantine\/8c1f0c52/),
    );
    expect(row).toHaveTextContent('https://elsewhere.example.com/');
    expect(row).toHaveTextContent('Source not allowed');
    expect(row).toHaveTextContent('source: the key may not use this source');
    expect(
      within(row).getByRole('link', { name: 'Deployments' }),
    ).toHaveAttribute('href', `/access-control/keys/${KEY_IDS.deployments}`);

    expect(await rowOf('deploy-3')).toHaveTextContent('1,204 times');
    expect(await rowOf('deploy-6')).toHaveTextContent('plugin:catalog');
    expect(await rowOf('Without type and id')).toHaveTextContent('Not valid');
    expect(screen.getByText('7 held events')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Quarantine (7)' }),
    ).toHaveAttribute('aria-current', 'page');
  });

  it('filters by reason and by key, and keeps that in the URL', async () => {
    await open();
    await userEvent.click(
      await screen.findByRole('button', { name: /^Reason/ }),
    );
    await userEvent.click(screen.getByRole('option', { name: 'Not valid' }));
    expect(await screen.findByText('2 held events')).toBeVisible();
    expect(url()).toBe(`${URL}?reason=invalid`);

    const key = screen.getByRole('textbox', { name: 'Key' });
    await userEvent.type(key, 'pipeline');
    // All are offered until the server has searched.
    await waitFor(() =>
      expect(
        screen.getAllByRole('option').map(option => option.textContent),
      ).toEqual([expect.stringMatching(/^Old pipeline/)]),
    );
    await userEvent.click(screen.getByRole('option'));
    expect(await screen.findByText('No held events match')).toBeVisible();
    expect(url()).toBe(`${URL}?reason=invalid&key=${KEY_IDS.revoked}`);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all held events' }),
    );
    expect(await screen.findByText('7 held events')).toBeVisible();
  });

  it('names the key that a link asks for', async () => {
    await open({ url: `${URL}?key=${KEY_IDS.deployments}` });
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Key' })).toHaveValue(
        'Deployments',
      ),
    );
    expect(await screen.findByText('6 held events')).toBeVisible();
  });

  it('says that nothing is held', async () => {
    await open({ auditLog: holding([]) });
    expect(await screen.findByText('Nothing is held')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Quarantine (0)' })).toBeVisible();
  });

  it('turns the pages of very many', async () => {
    const [example] = exampleQuarantine(Date.now());
    const many = Array.from({ length: 12_345 }, (_, index) => ({
      ...example,
      id: `held-${index}`,
      type: `Event ${index}`,
    }));
    await open({ auditLog: holding(many) });
    expect(await screen.findByText('12,345 held events')).toBeVisible();
    expect(screen.getAllByRole('rowheader')).toHaveLength(50);
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByRole('link', { name: 'Event 50' })).toBeVisible();
  });

  it('goes from event to event by keys', async () => {
    await open();
    const [first, second] = await screen.findAllByRole('link', {
      name: 'com.example.deploy.started',
    });
    first.focus();
    await userEvent.keyboard('j');
    expect(second).toHaveFocus();
  });

  it('says whom to ask, when a person may not read all of the log', async () => {
    const listQuarantine = async () => {
      throw refusal(403, 'You need audit-log.read.');
    };
    await open({ auditLog: holding([], { listQuarantine }) });
    expect(
      await screen.findByText('You have no access to the quarantine'),
    ).toBeVisible();
    expect(screen.getByText('LOG-MANAGEMENT')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Keys' })).toHaveAttribute(
      'href',
      '/access-control/keys',
    );
  });

  it('says in the words of the server why it could not load, and tries again', async () => {
    const held = holding();
    let isThere = false;
    await open({
      auditLog: {
        ...held,
        listQuarantine: async options => {
          if (!isThere) {
            throw refusal(503, 'The database is not there.');
          }
          return held.listQuarantine(options);
        },
      },
    });
    expect(
      await screen.findByText('Could not load the held events'),
    ).toBeVisible();
    expect(screen.getByText('The database is not there.')).toBeVisible();
    isThere = true;
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('7 held events')).toBeVisible();
  });

  it('shows that it is loading', async () => {
    await open({
      auditLog: holding([], { listQuarantine: () => new Promise(() => {}) }),
    });
    expect(
      await screen.findByRole('status', { name: 'Loading held events' }),
    ).toBeVisible();
  });
});
