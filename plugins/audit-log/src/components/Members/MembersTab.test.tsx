// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import { refusal, renderAccess } from '../../__testUtils__/renderAccess';
import { MembersTab } from './MembersTab';

const LIST = '/access-control/members';

const render = (options: Parameters<typeof renderAccess>[1] = {}) =>
  renderAccess(<MembersTab />, { url: LIST, path: LIST, ...options });

const rowOf = async (name: string) =>
  (await screen.findByRole('link', { name })).closest('tr')!;

describe('MembersTab', () => {
  it('lists everyone with groups, roles, administrator mark and when they were last seen', async () => {
    await render();

    const ada = within(await rowOf('Ada Lovelace'));
    expect(ada.getByTitle(/Administers the organization/)).toHaveTextContent(
      'Administrator',
    );
    const alan = within(await rowOf('Alan Turing'));
    expect(alan.getByRole('link', { name: 'Payments' })).toBeVisible();
    // From Engineering, above Payments.
    expect(alan.getByRole('link', { name: 'Log Manager' })).toBeVisible();
    expect(alan.queryByText('Administrator')).toBeNull();
    expect(alan.getByText('alan@example.com')).toBeVisible();
    expect(alan.getByRole('time')).toBeVisible();

    const invited = within(await rowOf('linus@partner.example'));
    expect(invited.getByText('Invitation')).toBeVisible();
    // Never seen.
    const donald = within(await rowOf('Donald Knuth'));
    expect(donald.queryByRole('time')).toBeNull();
    // Text, not HTML.
    await rowOf('<b>Bobby</b> Tables');
    expect(screen.getByText('12 members')).toBeVisible();
  });

  it('searches and filters on the server, and keeps both in the URL', async () => {
    await render();
    await rowOf('Ada Lovelace');
    await userEvent.click(screen.getByRole('textbox', { name: 'Role' }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Log Manager' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('link', { name: 'Ada Lovelace' })).toBeNull(),
    );
    await rowOf('Barbara Liskov');

    await userEvent.click(screen.getByLabelText('Source'));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Invitation' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('link', { name: 'Barbara Liskov' })).toBeNull(),
    );
    await rowOf('linus@partner.example');
    expect(screen.getByLabelText('URL')).toHaveTextContent(
      /\?role=6a1f0c52[0-9a-f-]*&source=invitation$/,
    );

    await userEvent.type(
      screen.getByRole('textbox', { name: 'Search members' }),
      'grace{Enter}',
    );
    expect(await screen.findByText('No members match')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all members' }),
    );
    await rowOf('Grace Hopper');
  });

  it('turns pages', async () => {
    const api = InMemoryAccessControl.create();
    api.organization.people = [
      ...api.organization.people,
      ...Array.from({ length: 2 }, (_, index) => ({
        ref: `user:default/person-${index}`,
        title: `Person ${String(index).padStart(2, '0')}`,
        source: 'catalog' as const,
      })),
    ];
    await render({
      api: {
        ...api,
        // Short pages: a long table takes jsdom long.
        listMembers: options => api.listMembers({ ...options, limit: 5 }),
      },
    });
    await rowOf('Ada Lovelace');
    expect(screen.getByText('14 members')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Edsger Dijkstra' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await rowOf('Edsger Dijkstra');
    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    await rowOf('Ada Lovelace');
  });

  it('says what to do when nobody is known', async () => {
    const api = InMemoryAccessControl.create();
    await render({
      api: { ...api, listMembers: async () => ({ items: [], total: 0 }) },
    });
    expect(await screen.findByText('Nobody is known yet')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Go to the invitations' }),
    ).toHaveAttribute('href', '/access-control/invitations');
  });

  it('shows where they will be while they load', async () => {
    const api = InMemoryAccessControl.create();
    await render({ api: { ...api, listMembers: () => new Promise(() => {}) } });
    expect(
      await screen.findByRole('status', { name: 'Loading members' }),
    ).toBeInTheDocument();
  });

  it('says why they could not be loaded', async () => {
    const api = InMemoryAccessControl.create();
    await render({
      api: {
        ...api,
        listMembers: async () => {
          throw refusal(503, 'The database does not answer');
        },
      },
    });
    expect(
      await screen.findByText('The database does not answer'),
    ).toBeVisible();
  });
});
