// SPDX-License-Identifier: Apache-2.0
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import { renderAccess } from '../../__testUtils__/renderAccess';
import { MemberPage } from './MemberPage';

const render = (
  ref: string,
  api: ReturnType<
    typeof InMemoryAccessControl.create
  > = InMemoryAccessControl.create(),
) =>
  renderAccess(<MemberPage />, {
    url: `/access-control/members/${encodeURIComponent(ref)}`,
    path: '/access-control/members/:ref',
    api,
  });

const section = async (name: string) =>
  within(await screen.findByRole('region', { name }));

describe('MemberPage', () => {
  it('shows who it is, with the way to what they did', async () => {
    await render('user:default/grace');
    expect(
      await screen.findByRole('heading', { name: 'Grace Hopper' }),
    ).toBeVisible();
    const details = await section('Details');
    expect(details.getByText('grace@example.com')).toBeVisible();
    expect(
      details.getByRole('link', { name: 'What they did, in the Audit Logs' }),
    ).toHaveAttribute('href', '/audit-logs?actor=user%3Adefault%2Fgrace');
    expect(details.getByRole('link', { name: 'Grace Hopper' })).toHaveAttribute(
      'href',
      '/catalog/default/user/grace',
    );
  });

  it('shows each effective permission and where it comes from', async () => {
    await render('user:default/alan');
    const permissions = await section('Effective permissions');
    const row = permissions.getByText('audit-log.read').closest('tr')!;
    expect(await within(row).findByText('Read audit events')).toBeVisible();
    expect(row).toHaveTextContent(
      /Log Manager for the whole organization, through Payments, part of Engineering, since .+, by Ada Lovelace/,
    );
    expect(
      within(row).getByTitle('Show this in the audit log'),
    ).toHaveAttribute('href', expect.stringContaining('operation='));
    const groups = await section('Groups');
    expect(groups.getByRole('link', { name: 'Payments' })).toBeVisible();
  });

  it('shows the first of many permissions, and finds the others', async () => {
    const api = InMemoryAccessControl.create();
    api.organization.roles = api.organization.roles.map(role =>
      role.name === 'Catalog Editor'
        ? {
            ...role,
            permissions: Array.from(
              { length: 300 },
              (_, index) => `example.thing-${index}.do`,
            ),
          }
        : role,
    );
    await render('user:default/alan', api);
    const permissions = await section('Effective permissions');
    expect(permissions.queryByText('example.thing-299.do')).toBeNull();
    await userEvent.type(
      permissions.getByRole('textbox', { name: 'Search permissions' }),
      'thing-299{Enter}',
    );
    expect(await permissions.findByText('example.thing-299.do')).toBeVisible();
    expect(permissions.queryByText('example.thing-0.do')).toBeNull();
  });

  it('says that an administrator by the configuration is one, and cannot be made none here', async () => {
    await render('user:default/ada');
    expect(
      await screen.findByTitle(/Administers the organization/),
    ).toHaveTextContent('Administrator');
    const roles = await section('Roles of their own');
    expect(roles.getByText('Set in the configuration')).toBeVisible();
    expect(roles.getByText('by the configuration')).toBeVisible();
    expect(roles.queryByRole('button', { name: /^Remove/ })).toBeNull();
    const permissions = await section('Effective permissions');
    expect(permissions.getByText('Every permission there is')).toBeVisible();
  });

  it('gives a role directly and takes it away again, after asking', async () => {
    const api = InMemoryAccessControl.create();
    await render('user:default/donald', api);
    const roles = await section('Roles of their own');
    await userEvent.click(roles.getByRole('button', { name: 'Add Roles' }));
    await userEvent.click(
      await screen.findByRole('checkbox', { name: /^Auditor/ }),
    );
    expect(screen.queryByText('This changes your own access.')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Add' }));

    await userEvent.click(
      await roles.findByRole('button', {
        name: 'Remove Auditor for the whole organization',
      }),
    );
    const question = within(
      await screen.findByRole('alertdialog', {
        name: 'Remove the role Auditor?',
      }),
    );
    expect(question.getByText(/Donald Knuth loses the role/)).toBeVisible();
    await userEvent.click(question.getByRole('button', { name: 'Remove' }));
    expect(await roles.findByText('No roles')).toBeVisible();
    expect((await api.getMember('user:default/donald')).roles).toEqual([]);
  });

  it('marks a change of one’s own access', async () => {
    await render('user:default/ada');
    const roles = await section('Roles of their own');
    await userEvent.click(roles.getByRole('button', { name: 'Add Roles' }));
    expect(
      await screen.findByText('This changes your own access.'),
    ).toBeVisible();
  });

  it('lets those look who may not change', async () => {
    await render(
      'user:default/grace',
      InMemoryAccessControl.create({ me: 'user:default/margaret' }),
    );
    const roles = await section('Roles of their own');
    expect(roles.getByRole('link', { name: 'Access Desk' })).toBeVisible();
    expect(roles.queryByRole('button')).toBeNull();
  });

  it('says that there is no such member', async () => {
    await render('user:default/gone');
    expect(await screen.findByText('There is no such member')).toBeVisible();
  });
});
