// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ROLE_IDS } from '../../../dev/access/exampleOrganization';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import { renderAccess } from '../../__testUtils__/renderAccess';
import { RolePage } from './RolePage';

const url = () => screen.getByLabelText('URL').textContent;

async function renderRole(
  id: string,
  api = InMemoryAccessControl.create(),
  search = '',
) {
  await renderAccess(<RolePage />, {
    url: `/access-control/roles/${id}${search}`,
    path: '/access-control/roles/:id',
    api,
  });
  return api;
}

async function press(name: string, within_ = screen.getByRole('main')) {
  await userEvent.click(within(within_).getByRole('button', { name }));
}

async function open(name: 'Edit' | 'Duplicate' | 'Delete') {
  await userEvent.click(await screen.findByRole('button', { name }));
  return screen.findByRole(name === 'Delete' ? 'alertdialog' : 'dialog');
}

describe('RolePage', () => {
  it('shows what a role holds and where it is used, with the event that gave it', async () => {
    await renderRole(ROLE_IDS.payments);
    expect(
      await screen.findByRole('heading', { name: 'Log Manager' }),
    ).toBeVisible();
    const held = screen.getByRole('region', { name: 'Permissions' });
    expect(held).toHaveTextContent('LOG-MANAGEMENT');
    expect(held).toHaveTextContent('audit-log.export');

    const table = screen.getByRole('table', { name: 'Where it is used' });
    const row = within(table)
      .getByRole('link', { name: 'Contractors' })
      .closest('tr')!;
    expect(row).toHaveTextContent('Project shop');
    expect(within(row).getByRole('link', { name: 'shop' })).toHaveAttribute(
      'href',
      '/catalog/default/system/shop',
    );
    const event = new URL(
      (
        within(row).getByTitle(
          'Show this in the audit log',
        ) as HTMLAnchorElement
      ).href,
    );
    expect(event.pathname).toBe('/audit-logs');
    expect(event.searchParams.get('operation')).toBe(
      '0190a7c2-6f9e-7cc1-b8d4-000000000002',
    );
    expect(
      within(table).getByRole('link', { name: 'Engineering' }),
    ).toHaveAttribute(
      'href',
      '/access-control/groups/group%3Adefault%2Fengineering',
    );
  });

  it('says that a built-in role cannot be changed, and offers to duplicate it', async () => {
    const api = await renderRole('auditor');
    expect(await screen.findByText(/This role is built in/)).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Edit' }),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Delete' }),
    ).not.toBeInTheDocument();
    const dialog = await open('Duplicate');
    expect(within(dialog).getByRole('textbox', { name: 'Name' })).toHaveValue(
      'Copy of Auditor',
    );
    await press('Next', dialog);
    await within(dialog).findByRole('checkbox', { name: 'LOG-MANAGEMENT' });
    await press('Create', dialog);
    expect(
      await screen.findByRole('heading', { name: 'Copy of Auditor' }),
    ).toBeVisible();
    expect(
      api.organization.roles.find(({ name }) => name === 'Copy of Auditor'),
    ).toMatchObject({
      builtIn: false,
      permissions: [
        'audit-log.view',
        'audit-log.read',
        'audit-log.export',
        'audit-log.verify',
        'access-control.read',
      ],
    });
  });

  it('edits a role', async () => {
    await renderRole(ROLE_IDS.unused);
    const dialog = await open('Edit');
    const name = within(dialog).getByRole('textbox', { name: 'Name' });
    await userEvent.clear(name);
    await userEvent.type(name, 'Refresher');
    await press('Next', dialog);
    await userEvent.click(
      await within(dialog).findByRole('checkbox', { name: 'Read entities' }),
    );
    await press('Save', dialog);
    expect(
      await screen.findByRole('heading', { name: 'Refresher' }),
    ).toBeVisible();
    expect(
      screen.getByRole('region', { name: 'Permissions' }),
    ).toHaveTextContent('catalog.entity.read');
    expect(url()).toBe(`/access-control/roles/${ROLE_IDS.unused}`);
  });

  it('shows what somebody else changed meanwhile, and replaces it only when told again', async () => {
    const api = await renderRole(ROLE_IDS.unused);
    const dialog = await open('Edit');
    await api.updateRole(ROLE_IDS.unused, 1, {
      name: 'Theirs',
      description: '',
      permissions: ['catalog.entity.read'],
    });
    const name = within(dialog).getByRole('textbox', { name: 'Name' });
    await userEvent.clear(name);
    await userEvent.type(name, 'Ours');
    await press('Next', dialog);
    await within(dialog).findByRole('checkbox', { name: 'LOG-MANAGEMENT' });
    await press('Save', dialog);

    const notice = (
      await within(dialog).findByText(/Somebody else changed this role/)
    ).parentElement!;
    expect(notice).toHaveTextContent('Name: Nobody Yet is now Theirs');
    expect(notice).toHaveTextContent('Permissions added: Read entities');
    expect(notice).toHaveTextContent(
      'Permissions taken away: Refresh entities',
    );
    expect(await api.getRole(ROLE_IDS.unused)).toMatchObject({
      name: 'Theirs',
    });

    await press('Save', dialog);
    expect(await screen.findByRole('heading', { name: 'Ours' })).toBeVisible();
    expect(await api.getRole(ROLE_IDS.unused)).toMatchObject({
      name: 'Ours',
      permissions: ['catalog.entity.refresh'],
      version: 3,
    });
  });

  it('takes what somebody else changed instead', async () => {
    const api = await renderRole(ROLE_IDS.unused);
    const dialog = await open('Edit');
    await api.updateRole(ROLE_IDS.unused, 1, {
      name: 'Theirs',
      permissions: ['catalog.entity.read'],
    });
    await press('Next', dialog);
    await within(dialog).findByRole('checkbox', { name: 'LOG-MANAGEMENT' });
    await press('Save', dialog);
    await userEvent.click(
      await within(dialog).findByRole('button', { name: 'Use theirs' }),
    );
    expect(
      within(dialog).getByRole('checkbox', { name: 'Read entities' }),
    ).toBeChecked();
    await press('Back', dialog);
    expect(within(dialog).getByRole('textbox', { name: 'Name' })).toHaveValue(
      'Theirs',
    );
  });

  it('says who loses a role before it is deleted', async () => {
    const api = await renderRole(ROLE_IDS.payments);
    const dialog = await open('Delete');
    expect(dialog).toHaveAccessibleName('Delete the role Log Manager?');
    expect(dialog).toHaveTextContent('It is used by 2 groups. They lose it');
    expect(dialog).toHaveTextContent('Engineering for the whole organization');
    expect(dialog).toHaveTextContent('Contractors for the project shop');
    expect(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    ).toHaveFocus();
    await press('Delete', dialog);
    await waitFor(() => expect(url()).toBe('/access-control/roles'));
    expect(
      api.organization.roles.some(({ id }) => id === ROLE_IDS.payments),
    ).toBe(false);
    expect(
      api.organization.assignments.some(
        ({ role }) => role.ref === `role:${ROLE_IDS.payments}`,
      ),
    ).toBe(false);
  });

  it('does not delete what has changed meanwhile, and shows it anew', async () => {
    const api = await renderRole(ROLE_IDS.unused);
    const dialog = await open('Delete');
    expect(dialog).toHaveTextContent('nobody loses anything');
    await api.updateRole(ROLE_IDS.unused, 1, {
      name: 'Theirs',
      permissions: ['LOG-MANAGEMENT'],
    });
    await press('Delete', dialog);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      /changed by somebody else/,
    );
    await waitFor(() =>
      expect(dialog).toHaveAccessibleName('Delete the role Theirs?'),
    );
    await press('Delete', dialog);
    await waitFor(() => expect(url()).toBe('/access-control/roles'));
  });

  it('marks a change of one’s own access', async () => {
    await renderRole(
      ROLE_IDS.accessDesk,
      InMemoryAccessControl.create({ me: 'user:default/grace' }),
      '?dialog=delete',
    );
    const dialog = await screen.findByRole('alertdialog');
    expect(
      await within(dialog).findByText('This changes your own access.'),
    ).toBeVisible();
  });

  it('offers no change to those who may only look', async () => {
    await renderRole(
      ROLE_IDS.payments,
      InMemoryAccessControl.create({ me: 'user:default/margaret' }),
      '?dialog=delete',
    );
    expect(
      await screen.findByRole('heading', { name: 'Log Manager' }),
    ).toBeVisible();
    for (const name of ['Edit', 'Duplicate', 'Delete']) {
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
    }
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
  });

  it('says that a role is gone', async () => {
    await renderRole('00000000-0000-0000-0000-000000000000');
    expect(await screen.findByText('There is no such role')).toBeVisible();
    expect(screen.getByRole('link', { name: 'All roles' })).toHaveAttribute(
      'href',
      '/access-control/roles',
    );
  });
});
