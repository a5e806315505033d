// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import { refusal, renderAccess } from '../../__testUtils__/renderAccess';
import { RolesTab } from './RolesTab';

const url = () => screen.getByLabelText('URL').textContent;

async function openDialog(api = InMemoryAccessControl.create()) {
  await renderAccess(<RolesTab />, {
    url: '/access-control/roles',
    path: '/access-control/roles',
    api,
  });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Create Role' }),
  );
  return screen.findByRole('dialog', { name: 'Create role' });
}

async function nameIt(dialog: HTMLElement, name: string) {
  await userEvent.type(
    within(dialog).getByRole('textbox', { name: 'Name' }),
    name,
  );
  await userEvent.click(within(dialog).getByRole('button', { name: 'Next' }));
  await within(dialog).findByRole('checkbox', { name: 'LOG-MANAGEMENT' });
}

describe('CreateRoleDialog', () => {
  it('asks for name and description, Next, permissions with LOG-MANAGEMENT on top, Create', async () => {
    const api = InMemoryAccessControl.create();
    const dialog = await openDialog(api);
    expect(url()).toBe('/access-control/roles?dialog=create');
    const name = within(dialog).getByRole('textbox', { name: 'Name' });
    expect(name).toHaveFocus();
    expect(within(dialog).getByRole('button', { name: 'Next' })).toBeDisabled();
    await userEvent.type(name, 'Log Reader');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Description' }),
      'For <auditors>',
    );
    await userEvent.click(within(dialog).getByRole('button', { name: 'Next' }));

    const [first] = await within(dialog).findAllByRole('checkbox');
    expect(first).toHaveAccessibleName('LOG-MANAGEMENT');
    const create = within(dialog).getByRole('button', { name: 'Create' });
    expect(create).toBeDisabled();
    await userEvent.click(first);
    expect(within(dialog).getByText('4 permissions picked')).toBeVisible();
    const part = within(dialog).getByRole('checkbox', {
      name: 'Read audit events',
    });
    expect(part).toBeChecked();
    expect(part).toBeDisabled();
    await userEvent.click(create);

    await waitFor(() =>
      expect(url()).toMatch(/^\/access-control\/roles\/[0-9a-f-]{36}$/),
    );
    expect(api.organization.roles).toContainEqual(
      expect.objectContaining({
        name: 'Log Reader',
        description: 'For <auditors>',
        permissions: ['LOG-MANAGEMENT'],
      }),
    );
  });

  it('finds permissions by what they allow, their name and their plugin', async () => {
    const dialog = await openDialog();
    await nameIt(dialog, 'Anything');
    const search = within(dialog).getByRole('textbox', {
      name: 'Search permissions',
    });
    expect(search).toHaveFocus();
    await userEvent.type(search, 'delete entit');
    expect(within(dialog).getAllByRole('checkbox')).toHaveLength(1);
    await userEvent.clear(search);
    await userEvent.type(search, 'scaffolder');
    expect(within(dialog).getAllByRole('checkbox')).toHaveLength(3);
    await userEvent.clear(search);
    await userEvent.type(search, 'no such thing{Enter}');
    expect(within(dialog).getByText(/None match the search/)).toBeVisible();
    // Enter did not send the form.
    expect(dialog).toBeVisible();
  });

  it('goes back to the name, with what was wrong beside it', async () => {
    const dialog = await openDialog();
    await nameIt(dialog, 'auditor');
    await userEvent.click(
      within(dialog).getByRole('checkbox', { name: 'LOG-MANAGEMENT' }),
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Create' }),
    );
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'There is a role with this name already',
    );
    expect(within(dialog).getByRole('textbox', { name: 'Name' })).toBeInvalid();
  });

  it('shows a refusal that is about no field above the buttons, and keeps what was typed', async () => {
    const api = InMemoryAccessControl.create();
    const dialog = await openDialog({
      ...api,
      createRole: async () => {
        throw refusal(503, 'The database is not there. Try again.');
      },
    } as typeof api);
    await nameIt(dialog, 'Log Reader');
    await userEvent.click(
      within(dialog).getByRole('checkbox', { name: 'LOG-MANAGEMENT' }),
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Create' }),
    );
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'The database is not there. Try again.',
    );
    expect(
      within(dialog).getByRole('checkbox', { name: 'LOG-MANAGEMENT' }),
    ).toBeChecked();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Back' }));
    expect(within(dialog).getByRole('textbox', { name: 'Name' })).toHaveValue(
      'Log Reader',
    );
  });

  it('offers only what the person holds, and says why not the rest', async () => {
    const dialog = await openDialog(
      InMemoryAccessControl.create({ me: 'user:default/grace' }),
    );
    await nameIt(dialog, 'Anything');
    expect(
      within(dialog).getByRole('checkbox', { name: 'LOG-MANAGEMENT' }),
    ).toBeEnabled();
    const denied = within(dialog).getByRole('checkbox', {
      name: 'Create entities',
    });
    expect(denied).toBeDisabled();
    expect(denied).toHaveAccessibleDescription(
      /You cannot give this, because you do not hold it yourself/,
    );
  });

  it('says which plugins could not be asked', async () => {
    const dialog = await openDialog(
      InMemoryAccessControl.create({
        unavailable: [{ plugin: 'kubernetes', reason: 'it is down' }],
      }),
    );
    await nameIt(dialog, 'Anything');
    expect(within(dialog).getByText(/kubernetes \(it is down\)/)).toBeVisible();
  });

  it('closes on Escape and leaves nothing behind', async () => {
    const api = InMemoryAccessControl.create();
    const before = api.organization.roles.length;
    await openDialog(api);
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(url()).toBe('/access-control/roles');
    expect(api.organization.roles).toHaveLength(before);
  });
});
