// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LOCAL_GROUPS } from '../../../dev/access/exampleOrganization';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import { renderAccess } from '../../__testUtils__/renderAccess';
import type { AccessControlApi } from '../../accessApi';
import { GroupPage } from './GroupPage';

const render = (
  ref: string,
  { search = '', api }: { search?: string; api?: AccessControlApi } = {},
) =>
  renderAccess(<GroupPage />, {
    url: `/access-control/groups/${encodeURIComponent(ref)}${search}`,
    path: '/access-control/groups/:ref',
    api,
  });

const section = async (name: string) =>
  within(await screen.findByRole('region', { name }));

describe('EditGroup', () => {
  it('says that the members of a catalog group come from the catalog', async () => {
    await render('group:default/payments', { search: '?edit=members' });
    expect(
      await screen.findByText(
        /membership of this group comes from the catalog/,
      ),
    ).toBeVisible();
    await screen.findByRole('link', { name: 'Alan Turing' });
    expect(screen.queryByRole('button', { name: 'Add Members' })).toBeNull();
    expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull();
  });

  it('adds members to a local group, and removes one after asking', async () => {
    const api = InMemoryAccessControl.create();
    await render(LOCAL_GROUPS.contractors, { search: '?edit=members', api });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add Members' }),
    );
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Add members to Contractors' }),
    );
    expect(dialog.getByRole('link', { name: 'Log Manager' })).toBeVisible();
    await userEvent.click(
      await dialog.findByRole('checkbox', { name: /^<b>Bobby<\/b> Tables/ }),
    );
    expect(dialog.queryByText(/your own access/)).toBeNull();
    await userEvent.click(
      dialog.getByRole('checkbox', { name: /^Ada Lovelace/ }),
    );
    expect(dialog.getByText('This changes your own access.')).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }));

    const members = await section('Members');
    // Text, not HTML.
    expect(
      await members.findByRole('link', { name: '<b>Bobby</b> Tables' }),
    ).toBeVisible();
    expect(members.getByText('4 members')).toBeVisible();

    await userEvent.click(
      members.getByRole('button', {
        name: 'Remove Edsger Dijkstra from the group',
      }),
    );
    const question = within(
      await screen.findByRole('alertdialog', {
        name: 'Remove Edsger Dijkstra from Contractors?',
      }),
    );
    expect(
      question.getByText(/Edsger Dijkstra loses these roles/),
    ).toBeVisible();
    await userEvent.click(question.getByRole('button', { name: 'Remove' }));
    await waitFor(() =>
      expect(
        members.queryByRole('link', { name: 'Edsger Dijkstra' }),
      ).toBeNull(),
    );
    expect(members.getByText('3 members')).toBeVisible();
    // The button that asked is gone.
    await waitFor(() =>
      expect(members.getByRole('group', { name: 'members' })).toHaveFocus(),
    );
  });

  it('renames a local group, and shows what somebody else changed meanwhile', async () => {
    const api = InMemoryAccessControl.create();
    await render(LOCAL_GROUPS.reviewers, { search: '?edit=details', api });
    const name = await screen.findByLabelText('Name');
    await userEvent.clear(name);
    await userEvent.type(name, 'Release reviewers');
    await api.updateGroup(LOCAL_GROUPS.reviewers, 1, {
      name: 'Auditors',
      description: 'They look at the audit log before each release.',
    });
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));

    const conflict = (
      await screen.findByText(
        'Somebody else changed this group in the meantime',
      )
    ).closest<HTMLElement>('[role="alert"]')!;
    expect(conflict).toHaveTextContent('Name: Reviewers is now Auditors');
    expect(conflict).not.toHaveTextContent('Description');
    expect((await api.getGroup(LOCAL_GROUPS.reviewers)).title).toBe('Auditors');

    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Saved')).toBeVisible();
    expect(
      await screen.findByRole('heading', { name: 'Release reviewers' }),
    ).toBeVisible();
  });

  it('can take what somebody else made of it instead', async () => {
    const api = InMemoryAccessControl.create();
    await render(LOCAL_GROUPS.reviewers, { search: '?edit=details', api });
    const name = await screen.findByLabelText('Name');
    await userEvent.type(name, '!');
    await api.updateGroup(LOCAL_GROUPS.reviewers, 1, { name: 'Auditors' });
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Use theirs' }),
    );
    expect(name).toHaveValue('Auditors');
    expect(screen.getByLabelText('Description')).toHaveValue('');
  });

  it('saves all the same when only the version is another', async () => {
    const api = InMemoryAccessControl.create();
    await render(LOCAL_GROUPS.reviewers, { search: '?edit=details', api });
    const name = await screen.findByLabelText('Name');
    await userEvent.type(name, '!');
    api.organization.groups = api.organization.groups.map(group => ({
      ...group,
      version: 7,
    }));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Saved')).toBeVisible();
    expect((await api.getGroup(LOCAL_GROUPS.reviewers)).title).toBe(
      'Reviewers!',
    );
  });

  it('deletes a local group after saying who loses what, also when it changed meanwhile', async () => {
    const api = InMemoryAccessControl.create();
    await render(LOCAL_GROUPS.reviewers, { search: '?edit=details', api });
    await screen.findByLabelText('Name');
    await api.updateGroup(LOCAL_GROUPS.reviewers, 1, { name: 'Auditors' });
    await userEvent.click(screen.getByRole('button', { name: 'Delete Group' }));
    const dialog = within(
      await screen.findByRole('alertdialog', {
        name: 'Delete the group Reviewers?',
      }),
    );
    expect(
      dialog.getByText(/All members of Reviewers \(now 1 person\) lose/),
    ).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Delete' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'changed by somebody else',
    );
    const anew = within(
      await screen.findByRole('alertdialog', {
        name: 'Delete the group Auditors?',
      }),
    );
    await userEvent.click(anew.getByRole('button', { name: 'Delete' }));
    await screen.findByText('Another page');
    expect(screen.getByLabelText('URL')).toHaveTextContent(
      /^\/access-control\/groups$/,
    );
    await expect(api.getGroup(LOCAL_GROUPS.reviewers)).rejects.toMatchObject({
      statusCode: 404,
    });
  });
});
