// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  LOCAL_GROUPS,
  ROLE_IDS,
} from '../../../dev/access/exampleOrganization';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import { refusal, renderAccess } from '../../__testUtils__/renderAccess';
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

describe('GroupPage', () => {
  it('shows what a group of the catalog is, with the ways to it and its neighbours', async () => {
    await render('group:default/engineering');

    expect(
      await screen.findByRole('heading', { name: 'Engineering' }),
    ).toBeVisible();
    const details = await section('Details');
    expect(
      details.getByText('Engineering, as the catalog has it'),
    ).toBeVisible();
    expect(details.getByRole('link', { name: 'Engineering' })).toHaveAttribute(
      'href',
      '/catalog/default/group/engineering',
    );
    expect(details.getByRole('link', { name: 'Company' })).toHaveAttribute(
      'href',
      '/access-control/groups/group%3Adefault%2Fcompany',
    );
    expect(details.getByRole('link', { name: 'Payments' })).toBeVisible();
    expect(details.getByRole('link', { name: 'Platform' })).toBeVisible();
  });

  it('shows its roles with level, since when and by whom, and those of groups above', async () => {
    await render('group:default/payments');

    const own = await section('Roles');
    expect(own.getByRole('link', { name: 'Catalog Editor' })).toHaveAttribute(
      'href',
      `/access-control/roles/${ROLE_IDS.catalogEditor}`,
    );
    expect(own.getByText('Organization')).toBeVisible();
    expect(own.getByRole('link', { name: 'Ada Lovelace' })).toBeVisible();
    const event = own.getByTitle('Show this in the audit log');
    expect(event.getAttribute('href')).toContain(
      'operation=0190a7c2-6f9e-7cc1-b8d4-000000000003',
    );
    // Only looking: nothing to change before Edit.
    expect(own.queryByRole('button')).toBeNull();

    const inherited = await section('Roles from groups above');
    expect(inherited.getByRole('link', { name: 'Log Manager' })).toBeVisible();
    expect(inherited.getByRole('link', { name: 'Engineering' })).toBeVisible();
  });

  it('lists its members, themselves or through which group below', async () => {
    await render('group:default/engineering');
    const members = await section('Members');
    const barbara = (
      await members.findByRole('link', { name: 'Barbara Liskov' })
    ).closest('tr')!;
    expect(within(barbara).getByText('Direct')).toBeVisible();
    const alan = members
      .getByRole('link', { name: 'Alan Turing' })
      .closest('tr')!;
    expect(within(alan).getByRole('link', { name: 'Payments' })).toBeVisible();

    await userEvent.type(
      members.getByRole('textbox', { name: 'Search members of the group' }),
      'radia{Enter}',
    );
    await waitFor(() =>
      expect(members.queryByRole('link', { name: 'Alan Turing' })).toBeNull(),
    );
    expect(members.getByRole('link', { name: 'Radia Perlman' })).toBeVisible();
  });

  it('gives roles: Edit, Roles, + Add Roles, a mapping level, Add', async () => {
    const api = InMemoryAccessControl.create();
    await render(LOCAL_GROUPS.reviewers, { api });

    await userEvent.click(await screen.findByRole('button', { name: 'Edit' }));
    expect(screen.getByRole('button', { name: 'Done' })).toHaveFocus();
    await userEvent.click(await screen.findByRole('tab', { name: 'Roles' }));
    expect(screen.getByLabelText('URL')).toHaveTextContent('?edit=roles');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add Roles' }),
    );
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Add roles to Reviewers' }),
    );
    expect(dialog.getByRole('button', { name: 'Add' })).toBeDisabled();
    expect(dialog.queryByText(/your own access/)).toBeNull();

    await userEvent.type(
      dialog.getByRole('textbox', { name: 'Search roles' }),
      'Log',
    );
    await userEvent.click(
      await dialog.findByRole('checkbox', { name: /^Log Manager/ }),
    );
    await userEvent.click(dialog.getByRole('radio', { name: 'One project' }));
    expect(dialog.getByRole('button', { name: 'Add' })).toBeDisabled();
    await userEvent.click(dialog.getByRole('textbox', { name: 'Project' }));
    await userEvent.click(
      await screen.findByRole('option', { name: /The billing/ }),
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }));

    const roles = await section('Roles');
    const row = (
      await roles.findByRole('link', { name: 'Log Manager' })
    ).closest('tr')!;
    expect(within(row).getByRole('link', { name: 'billing' })).toBeVisible();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect((await api.getGroup(LOCAL_GROUPS.reviewers)).roles).toContainEqual({
      role: { ref: `role:${ROLE_IDS.payments}`, title: 'Log Manager' },
      level: { kind: 'project', project: 'system:default/billing' },
    });
  });

  it('says beside the roles why one cannot be given', async () => {
    const api = InMemoryAccessControl.create();
    await render(LOCAL_GROUPS.reviewers, {
      search: '?edit=roles',
      api: {
        ...api,
        assignRoles: async () => {
          throw refusal(404, 'roles: Log Manager was deleted meanwhile');
        },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add Roles' }),
    );
    const picker = within(await screen.findByRole('group', { name: 'Roles' }));
    await userEvent.click(
      await picker.findByRole('checkbox', { name: /^Log Manager/ }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Add' }));
    expect(await picker.findByRole('alert')).toHaveTextContent(
      'Log Manager was deleted meanwhile',
    );
    expect(screen.getByRole('dialog')).toBeVisible();
  });

  it('asks once before a role is removed, and says who loses what', async () => {
    const api = InMemoryAccessControl.create();
    await render('group:default/engineering', { search: '?edit=roles', api });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Remove Log Manager for the whole organization',
      }),
    );
    const dialog = within(
      await screen.findByRole('alertdialog', {
        name: 'Remove the role Log Manager?',
      }),
    );
    expect(
      dialog.getByText(/All members of Engineering \(now 5 people\)/),
    ).toBeVisible();
    expect(await dialog.findByText('audit-log.read')).toBeVisible();

    await userEvent.click(dialog.getByRole('button', { name: 'Remove' }));
    expect(await screen.findByText('No roles')).toBeVisible();
    expect((await api.getGroup('group:default/engineering')).roles).toEqual([]);
  });

  it('says why the last administrator stays, and keeps the role', async () => {
    const api = InMemoryAccessControl.create({ administrators: [] });
    api.organization.me = 'user:default/grace';
    api.organization.assignments = [
      ...api.organization.assignments,
      {
        id: 'the-last',
        role: { ref: 'role:administrator' },
        subject: { ref: LOCAL_GROUPS.reviewers },
        level: { kind: 'organization' },
        grant: {},
      },
    ];
    await render(LOCAL_GROUPS.reviewers, { search: '?edit=roles', api });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Remove Administrator for the whole organization',
      }),
    );
    const dialog = within(await screen.findByRole('alertdialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Remove' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'nobody who administers the organization',
    );
  });

  it('marks a change of the access of the person who makes it', async () => {
    const api = InMemoryAccessControl.create();
    api.organization.me = 'user:default/grace';
    api.organization.groups = api.organization.groups.map(group =>
      group.ref === 'group:default/payments'
        ? { ...group, members: [{ ref: 'user:default/grace' }] }
        : group,
    );
    // A group above the one she is in.
    await render('group:default/engineering', { search: '?edit=roles', api });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add Roles' }),
    );
    expect(
      await screen.findByText('This changes your own access.'),
    ).toBeVisible();
  });

  it('lets those look who may not change, and says what to ask for', async () => {
    await render(LOCAL_GROUPS.reviewers, {
      search: '?edit=roles',
      api: InMemoryAccessControl.create({ me: 'user:default/margaret' }),
    });
    expect(await screen.findByRole('button', { name: 'Edit' })).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Add Roles' })).toBeNull();
    expect(
      screen.getByTitle(/permission access-control.manage/),
    ).toBeInTheDocument();
  });

  it('leaves out what a local group does not have', async () => {
    await render(LOCAL_GROUPS.contractors);
    const details = await section('Details');
    expect(details.getByText('Local: its members are kept here')).toBeVisible();
    for (const absent of [
      'Description',
      'In the catalog',
      'Part of',
      'Groups below',
    ]) {
      expect(details.queryByText(absent)).toBeNull();
    }
  });

  it('says that there is no such group', async () => {
    await render('group:default/gone');
    expect(await screen.findByText('There is no such group')).toBeVisible();
  });
});
