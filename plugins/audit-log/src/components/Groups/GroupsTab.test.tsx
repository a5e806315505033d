// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Group,
  ListGroupsOptions,
} from 'backstage-plugin-audit-log-common';
import { page } from '../../../dev/access/page';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import { refusal, renderAccess } from '../../__testUtils__/renderAccess';
import { GroupsTab } from './GroupsTab';

const LIST = '/access-control/groups';

const render = (options: Parameters<typeof renderAccess>[1] = {}) =>
  renderAccess(<GroupsTab />, { url: LIST, path: LIST, ...options });

const rowOf = async (name: string) =>
  (
    await screen.findByRole('rowheader', { name: new RegExp(`^${name}`) })
  ).closest('tr')!;

describe('GroupsTab', () => {
  it('lists groups of the catalog and local ones alike, with members, roles and levels', async () => {
    await render();

    const catalog = within(await rowOf('Engineering'));
    expect(catalog.getByText('Catalog')).toBeVisible();
    expect(catalog.getByRole('link', { name: 'Company' })).toBeVisible();
    // Barbara herself, and the four of Payments and Platform below.
    expect(catalog.getByText('5')).toBeVisible();
    expect(catalog.getByRole('link', { name: 'Log Manager' })).toBeVisible();
    expect(catalog.getByText('Organization', { exact: false })).toBeVisible();

    const local = within(await rowOf('Contractors'));
    expect(local.getByText('Local')).toBeVisible();
    expect(local.getByText('2')).toBeVisible();
    expect(local.getByRole('link', { name: 'shop' })).toHaveAttribute(
      'href',
      '/catalog/default/system/shop',
    );
    expect(catalog.getByRole('link', { name: 'Engineering' })).toHaveAttribute(
      'href',
      '/access-control/groups/group%3Adefault%2Fengineering',
    );
  });

  it('searches and filters on the server, and keeps both in the URL', async () => {
    const searches: ListGroupsOptions[] = [];
    const api = InMemoryAccessControl.create();
    await render({
      api: {
        ...api,
        listGroups: options => {
          searches.push(options ?? {});
          return api.listGroups(options);
        },
      },
    });
    await rowOf('Engineering');

    await userEvent.click(screen.getByLabelText('Source'));
    await userEvent.click(await screen.findByRole('option', { name: 'Local' }));
    await waitFor(() =>
      expect(
        screen.queryByRole('rowheader', { name: /^Engineering/ }),
      ).toBeNull(),
    );
    await rowOf('Contractors');

    await userEvent.click(screen.getByRole('textbox', { name: 'Role' }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Auditor' }),
    );
    await waitFor(() =>
      expect(
        screen.queryByRole('rowheader', { name: /^Contractors/ }),
      ).toBeNull(),
    );
    await rowOf('Reviewers');

    await userEvent.type(
      screen.getByRole('textbox', { name: 'Search groups' }),
      'nothing{Enter}',
    );
    expect(await screen.findByText('No groups match')).toBeVisible();
    expect(screen.getByLabelText('URL')).toHaveTextContent(
      `${LIST}?source=local&role=auditor&q=nothing`,
    );
    expect(searches[searches.length - 1]).toMatchObject({
      source: 'local',
      role: 'auditor',
      q: 'nothing',
    });

    await userEvent.click(
      screen.getByRole('button', { name: 'Show all groups' }),
    );
    await rowOf('Engineering');
  });

  it('names the role of a link that is not among the first', async () => {
    const api = InMemoryAccessControl.create();
    api.organization.roles = [
      ...api.organization.roles,
      ...Array.from({ length: 60 }, (_, index) => ({
        ...api.organization.roles[2],
        id: `role-${index}`,
        name: `Role ${String(index).padStart(2, '0')}`,
      })),
    ];
    await render({ api, url: `${LIST}?role=role-59` });
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Role' })).toHaveValue(
        'Role 59',
      ),
    );
  });

  it('turns the pages of 5,000 groups, a request for each page', async () => {
    const groups = Array.from(
      { length: 5000 },
      (_, index): Group => ({
        ref: `group:default/team-${index}`,
        source: 'catalog',
        title: `Team ${String(index).padStart(4, '0')}`,
        description: '',
        memberCount: index,
        roles: [],
      }),
    );
    const listGroups = jest.fn(async (options: ListGroupsOptions = {}) =>
      // Short pages: a long table takes jsdom long.
      page(groups, { ...options, limit: 3 }, ({ title }) => [title]),
    );
    const api = InMemoryAccessControl.create();
    await render({ api: { ...api, listGroups } });

    await rowOf('Team 0000');
    expect(screen.getByText('5,000 groups')).toBeVisible();
    expect(screen.getByRole('table', { name: 'Groups' })).toBeVisible();
    expect(screen.queryByRole('rowheader', { name: /^Team 0003/ })).toBeNull();

    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await rowOf('Team 0003');
    expect(listGroups).toHaveBeenCalledTimes(2);

    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    await rowOf('Team 0000');
  });

  it('creates a local group, and goes to where members are added', async () => {
    const api = InMemoryAccessControl.create();
    await render({ api });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create Group' }),
    );
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Create group' }),
    );
    expect(dialog.getByRole('button', { name: 'Create' })).toBeDisabled();
    expect(dialog.getByLabelText('Name')).toHaveFocus();
    await userEvent.type(dialog.getByLabelText('Name'), 'Contractors');
    await userEvent.type(dialog.getByLabelText('Description'), 'From outside');
    await userEvent.click(dialog.getByRole('button', { name: 'Create' }));

    // Beside the field that caused it.
    expect(
      await dialog.findByText('There is a local group with this name already'),
    ).toBeVisible();
    const name = dialog.getByLabelText('Name');
    expect(name).toBeInvalid();

    await userEvent.clear(name);
    await userEvent.type(name, 'External <i>staff</i>');
    await userEvent.click(dialog.getByRole('button', { name: 'Create' }));

    await screen.findByText('Another page');
    const created = api.organization.groups.find(
      ({ title }) => title === 'External <i>staff</i>',
    );
    expect(created).toMatchObject({
      source: 'local',
      description: 'From outside',
    });
    expect(screen.getByLabelText('URL')).toHaveTextContent(
      `${LIST}/${encodeURIComponent(created!.ref)}?edit=members`,
    );
  });

  it('offers nothing to create to those who may only look', async () => {
    await render({
      url: `${LIST}?dialog=create`,
      api: InMemoryAccessControl.create({ me: 'user:default/margaret' }),
    });
    await rowOf('Engineering');
    expect(screen.queryByRole('button', { name: 'Create Group' })).toBeNull();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says what to do when there is no group yet', async () => {
    const api = InMemoryAccessControl.create();
    api.organization.groups = [];
    await render({ api });
    expect(await screen.findByText('No groups yet')).toBeVisible();
    expect(
      screen.getAllByRole('button', { name: 'Create Group' }),
    ).not.toHaveLength(0);
  });

  it('shows where the groups will be while they load, and why they could not be', async () => {
    const api = InMemoryAccessControl.create();
    let isDown = true;
    await render({
      api: {
        ...api,
        listGroups: async options => {
          if (isDown) {
            throw refusal(503, 'The database does not answer');
          }
          return api.listGroups(options);
        },
      },
    });
    expect(
      await screen.findByText('The database does not answer'),
    ).toBeVisible();
    isDown = false;
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    await rowOf('Engineering');
  });
});
