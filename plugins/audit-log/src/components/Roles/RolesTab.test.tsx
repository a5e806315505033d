// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import { refusal, renderAccess } from '../../__testUtils__/renderAccess';
import { RolesTab } from './RolesTab';

const rowOf = async (name: string) =>
  (await screen.findByRole('link', { name })).closest('tr')!;
const url = () => screen.getByLabelText('URL').textContent;

describe('RolesTab', () => {
  it('lists roles with what they hold and where they are used, the built-in ones first', async () => {
    await renderAccess(<RolesTab />, { url: '/access-control/roles' });
    const table = await screen.findByRole('table', { name: 'Roles' });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(header => header.textContent),
    ).toEqual(['Name', 'Description', 'Permissions', 'Used by']);
    expect(
      within(table)
        .getAllByRole('rowheader')
        .map(header => header.textContent),
    ).toEqual([
      'Administrator Built-in',
      'Auditor Built-in',
      'Access Desk',
      'Catalog Editor',
      'Log Manager',
      'Nobody Yet',
    ]);
    expect(await rowOf('Administrator')).toHaveTextContent('Everything');
    expect(await rowOf('Log Manager')).toHaveTextContent('LOG-MANAGEMENT');
    expect(await rowOf('Log Manager')).toHaveTextContent('2 groups');
    expect(await rowOf('Nobody Yet')).toHaveTextContent('Not used');
    const editor = await rowOf('Catalog Editor');
    await waitFor(() =>
      expect(editor).toHaveTextContent('Create entities, Delete entities'),
    );
    expect(editor).toHaveTextContent('Registers & removes <entities>.');
    expect(screen.getByText('6 roles')).toBeVisible();
  });

  it('searches, keeps the search in the URL, and takes it back', async () => {
    await renderAccess(<RolesTab />, { url: '/access-control/roles' });
    const search = await screen.findByRole('textbox', { name: 'Search roles' });
    await userEvent.type(search, 'editor{Enter}');
    expect(await screen.findByText('1 role')).toBeVisible();
    expect(url()).toBe('/access-control/roles?q=editor');

    await userEvent.clear(search);
    await userEvent.type(search, 'nothing like this{Enter}');
    expect(await screen.findByText('No roles match')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all roles' }),
    );
    expect(await screen.findByText('6 roles')).toBeVisible();
    expect(url()).toBe('/access-control/roles');
  });

  it('turns pages forth and back', async () => {
    const api = InMemoryAccessControl.create();
    for (let number = 1; number <= 60; number += 1) {
      await api.createRole({
        name: `Role ${String(number).padStart(2, '0')}`,
        permissions: ['LOG-MANAGEMENT'],
      });
    }
    await renderAccess(<RolesTab />, { url: '/access-control/roles', api });
    expect(await screen.findByText('66 roles')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled();

    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByRole('link', { name: 'Role 60' })).toBeVisible();
    expect(url()).toContain('cursor=');
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();

    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    expect(
      await screen.findByRole('link', { name: 'Administrator' }),
    ).toBeVisible();
    expect(url()).toBe('/access-control/roles');
  });

  it('goes from role to role by keys', async () => {
    await renderAccess(<RolesTab />, { url: '/access-control/roles' });
    (await screen.findByRole('link', { name: 'Administrator' })).focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(screen.getByRole('link', { name: 'Auditor' })).toHaveFocus();
    await userEvent.keyboard('{End}');
    expect(screen.getByRole('link', { name: 'Nobody Yet' })).toHaveFocus();
    await userEvent.keyboard('k');
    expect(screen.getByRole('link', { name: 'Log Manager' })).toHaveFocus();
  });

  it('says in the words of the server why it could not load, and tries again', async () => {
    const api = InMemoryAccessControl.create();
    const listRoles = jest
      .fn(api.listRoles)
      .mockRejectedValueOnce(refusal(503, 'The database is not there.'));
    await renderAccess(<RolesTab />, { api: { ...api, listRoles } });
    expect(await screen.findByText('Could not load the roles')).toBeVisible();
    expect(screen.getByText('The database is not there.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('6 roles')).toBeVisible();
  });

  it('shows that it is loading', async () => {
    const api = InMemoryAccessControl.create();
    await renderAccess(<RolesTab />, {
      api: { ...api, listRoles: () => new Promise(() => {}) },
    });
    expect(
      await screen.findByRole('status', { name: 'Loading roles' }),
    ).toBeVisible();
  });

  it('offers no change to those who may only look', async () => {
    const api = InMemoryAccessControl.create({ me: 'user:default/margaret' });
    await renderAccess(<RolesTab />, {
      url: '/access-control/roles?dialog=create',
      api,
    });
    expect(await screen.findByText('6 roles')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Create Role' }),
    ).not.toBeInTheDocument();
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
      await renderAccess(<RolesTab />);
      const list = await screen.findByRole('list', { name: 'Roles' });
      expect(
        within(list).getByRole('link', { name: 'Log Manager' }),
      ).toBeVisible();
      expect(screen.queryByRole('table')).not.toBeInTheDocument();
    } finally {
      window.matchMedia = original;
    }
  });
});
