// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import { InMemoryAuditLog } from '../../../dev/InMemoryAuditLog';
import { refusal, renderAccess } from '../../__testUtils__/renderAccess';
import { KeysTab } from './KeysTab';

const open = (
  options: Omit<NonNullable<Parameters<typeof renderAccess>[1]>, 'path'> = {},
) => renderAccess(<KeysTab />, { url: '/access-control/keys', ...options });

const rowOf = async (name: string) =>
  (await screen.findByRole('link', { name })).closest('tr')!;
const url = () => screen.getByLabelText('URL').textContent;

function withKeys(count: number) {
  const api = InMemoryAccessControl.create();
  const [example] = api.organization.keys;
  api.organization.keys = Array.from({ length: count }, (_, index) => ({
    ...example,
    id: `key-${index}`,
    name: `Key ${String(index).padStart(3, '0')}`,
  }));
  return api;
}

describe('KeysTab', () => {
  it('lists keys with where they stand, what they may do, and when they were used', async () => {
    await open();
    const table = await screen.findByRole('table', { name: 'Keys' });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(header => header.textContent),
    ).toEqual([
      'Name',
      'Status',
      'Sources',
      'Projects',
      'Last used',
      'Expires',
    ]);
    const deployments = await rowOf('Deployments');
    expect(deployments).toHaveTextContent('Active');
    expect(deployments).toHaveTextContent('https://ci.example.com/deployments');
    expect(
      within(deployments).getByRole('link', { name: 'billing' }),
    ).toHaveAttribute('href', '/catalog/default/system/billing');

    const gateway = await rowOf('Gateway on the premises');
    expect(gateway).toHaveTextContent('Rotating');
    expect(gateway).toHaveTextContent('and 2 more');
    expect(within(gateway).getByText('and 2 more')).toHaveAttribute(
      'title',
      'urn:gateway:4:keys/management\nurn:gateway:5:keys/management',
    );
    const nightly = await rowOf('<Nightly> jobs');
    expect(nightly).toHaveTextContent('Expires soon');
    expect(nightly).toHaveTextContent('None');
    expect(nightly).toHaveTextContent('Never');
    expect(await rowOf('Trial')).toHaveTextContent('Expired');
    expect(await rowOf('Old pipeline')).toHaveTextContent('Revoked');
  });

  it('links the quarantine, with how many events are held', async () => {
    await open();
    const views = await screen.findByRole('navigation', {
      name: 'Views of Keys',
    });
    expect(
      await within(views).findByRole('link', { name: 'Quarantine (7)' }),
    ).toHaveAttribute('href', '/access-control/keys/quarantine');
    expect(within(views).getByRole('link', { name: 'Keys' })).toHaveAttribute(
      'aria-current',
      'page',
    );
  });

  it('leaves the number out for those who may not know it', async () => {
    const listQuarantine = jest.fn(async () => {
      throw refusal(403, 'You need audit-log.read.');
    });
    await open({
      auditLog: { ...InMemoryAuditLog.create([]), listQuarantine } as never,
    });
    expect(await screen.findByText('5 keys')).toBeVisible();
    await waitFor(() => expect(listQuarantine).toHaveBeenCalled());
    expect(screen.getByRole('link', { name: 'Quarantine' })).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('searches and filters, and keeps that in the URL', async () => {
    await open();
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Search keys' }),
      'gateway:3{Enter}',
    );
    expect(await screen.findByText('1 key')).toBeVisible();
    expect(url()).toBe('/access-control/keys?q=gateway%3A3');
    await userEvent.click(screen.getByRole('button', { name: /Status/ }));
    await userEvent.click(screen.getByRole('option', { name: 'Revoked' }));
    expect(await screen.findByText('No keys match')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all keys' }),
    );
    expect(await screen.findByText('5 keys')).toBeVisible();
    expect(url()).toBe('/access-control/keys');
  });

  it('says what a key is for where there is none, and leads to the guide', async () => {
    await open({ api: withKeys(0) });
    expect(await screen.findByText('No keys yet')).toBeVisible();
    expect(screen.getByText(/a system outside the portal/)).toBeVisible();
    expect(
      screen.getByRole('link', { name: /More about ingestion keys/ }),
    ).toHaveAttribute('href', expect.stringMatching(/docs\/guides\/.*\.md$/));
    const [, create] = screen.getAllByRole('button', { name: 'Create Key' });
    await userEvent.click(create);
    expect(
      await screen.findByRole('dialog', { name: 'Create key' }),
    ).toBeVisible();
  });

  it('turns the pages of very many', async () => {
    await open({ api: withKeys(1_000) });
    expect(await screen.findByText('1,000 keys')).toBeVisible();
    expect(screen.getAllByRole('rowheader')).toHaveLength(50);
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByRole('link', { name: 'Key 050' })).toBeVisible();
  });

  it('goes from key to key by keys', async () => {
    await open();
    (await screen.findByRole('link', { name: '<Nightly> jobs' })).focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(screen.getByRole('link', { name: 'Deployments' })).toHaveFocus();
    await userEvent.keyboard('{End}');
    expect(screen.getByRole('link', { name: 'Trial' })).toHaveFocus();
  });

  it('says in the words of the server why it could not load, and tries again', async () => {
    const api = InMemoryAccessControl.create();
    const listIngestionKeys = jest
      .fn(api.listIngestionKeys)
      .mockRejectedValueOnce(refusal(503, 'The database is not there.'));
    await open({ api: { ...api, listIngestionKeys } });
    expect(await screen.findByText('Could not load the keys')).toBeVisible();
    expect(screen.getByText('The database is not there.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('5 keys')).toBeVisible();
  });

  it('shows that it is loading', async () => {
    const api = InMemoryAccessControl.create();
    await open({
      api: { ...api, listIngestionKeys: () => new Promise(() => {}) },
    });
    expect(
      await screen.findByRole('status', { name: 'Loading keys' }),
    ).toBeVisible();
  });

  it('offers no change to those who may only look', async () => {
    await open({
      url: '/access-control/keys?dialog=create',
      api: InMemoryAccessControl.create({ me: 'user:default/margaret' }),
    });
    expect(await screen.findByText('5 keys')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Create Key' })).toBeNull();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('shows cards instead of a table on a phone', async () => {
    const original = window.matchMedia;
    window.matchMedia = (query: string) =>
      ({
        matches: query.includes('max-width'),
        addListener: () => {},
        removeListener: () => {},
      } as unknown as MediaQueryList);
    try {
      await open();
      const list = await screen.findByRole('list', { name: 'Keys' });
      expect(within(list).getByText('Expires soon')).toBeVisible();
      expect(screen.queryByRole('table')).not.toBeInTheDocument();
    } finally {
      window.matchMedia = original;
    }
  });

  it('does not ask how many events are held for one who may not know', async () => {
    const api = InMemoryAccessControl.create();
    const own = await api.getOwnAccess();
    const auditLog = InMemoryAuditLog.create([]);
    const asked = jest.spyOn(auditLog, 'listQuarantine');
    await open({
      api: Object.assign(api, {
        getOwnAccess: async () => ({
          ...own,
          permissions: ['access-control.read'],
        }),
      }),
      auditLog,
    });
    await screen.findByRole('table', { name: 'Keys' });
    expect(screen.getByRole('link', { name: 'Quarantine' })).toBeVisible();
    expect(asked).not.toHaveBeenCalled();
  });
});
