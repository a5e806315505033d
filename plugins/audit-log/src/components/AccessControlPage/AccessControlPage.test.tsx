// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useNavigate } from 'react-router-dom';
import { LOCAL_GROUPS } from '../../../dev/access/exampleOrganization';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import { refusal, renderAccess } from '../../__testUtils__/renderAccess';
import { AccessControlPage } from './AccessControlPage';

const url = () => screen.getByLabelText('URL').textContent;

const WayBack = () => {
  const navigate = useNavigate();
  return <button onClick={() => navigate(-1)}>The browser’s Back</button>;
};

const LinkTo = (props: { readonly to: string }) => {
  const navigate = useNavigate();
  return <button onClick={() => navigate(props.to)}>A link elsewhere</button>;
};

const pressed = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));

function renderAt(
  url_: string,
  options: Parameters<typeof renderAccess>[1] = {},
) {
  return renderAccess(
    <>
      <AccessControlPage />
      <WayBack />
    </>,
    { url: url_, path: '/access-control/*', ...options },
  );
}

describe('AccessControlPage', () => {
  it('opens on the roles, each tab at a path of its own, and the way back works', async () => {
    await renderAt('/access-control');
    expect(await screen.findByRole('table', { name: 'Roles' })).toBeVisible();
    expect(url()).toBe('/access-control/roles');
    const tabs = screen.getByRole('tablist', { name: 'Access Control' });
    expect(
      within(tabs)
        .getAllByRole('tab')
        .map(tab => [tab.textContent, tab.getAttribute('href')]),
    ).toEqual([
      ['Roles', '/access-control/roles'],
      ['Groups', '/access-control/groups'],
      ['Members', '/access-control/members'],
      ['Invitations', '/access-control/invitations'],
      ['Keys', '/access-control/keys'],
    ]);
    expect(screen.getByRole('tabpanel')).toHaveAccessibleName('Roles');

    await userEvent.click(screen.getByRole('tab', { name: 'Groups' }));
    expect(await screen.findByRole('table', { name: 'Groups' })).toBeVisible();
    expect(url()).toBe('/access-control/groups');
    expect(screen.getByRole('tab', { name: 'Groups' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'The browser’s Back' }),
    );
    expect(await screen.findByRole('table', { name: 'Roles' })).toBeVisible();
  });

  it('has the quarantine and what is held in it in the tab of the keys', async () => {
    await renderAt('/access-control/keys');
    expect(await screen.findByRole('table', { name: 'Keys' })).toBeVisible();
    await userEvent.click(
      await screen.findByRole('link', { name: 'Quarantine (7)' }),
    );
    expect(
      await screen.findByRole('table', { name: 'Held events' }),
    ).toBeVisible();
    expect(url()).toBe('/access-control/keys/quarantine');
    expect(screen.getByRole('tab', { name: 'Keys' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await userEvent.click(
      screen.getByRole('link', { name: 'scaffolder.task.create' }),
    );
    expect(
      await screen.findByRole('region', { name: 'What was sent' }),
    ).toBeVisible();
  });

  it('goes from tab to tab by keys', async () => {
    await renderAt('/access-control/roles');
    (await screen.findByRole('tab', { name: 'Roles' })).focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{Enter}');
    await waitFor(() => expect(url()).toBe('/access-control/members'));
  });

  it('keeps the tab of a role, group or member that a link leads to', async () => {
    await renderAt('/access-control/groups/group%3Adefault%2Fengineering');
    expect(
      await screen.findByRole('heading', { name: /Engineering/ }),
    ).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Groups' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
  });

  it('leaves nothing of one group on the page of the next', async () => {
    const path = (ref: string) =>
      `/access-control/groups/${encodeURIComponent(ref)}?edit=details`;
    await renderAccess(
      <>
        <AccessControlPage />
        <LinkTo to={path(LOCAL_GROUPS.reviewers)} />
      </>,
      { url: path(LOCAL_GROUPS.contractors), path: '/access-control/*' },
    );
    await userEvent.type(await screen.findByLabelText('Name'), ' of before');
    await pressed('A link elsewhere');
    expect(await screen.findByLabelText('Name')).toHaveValue('Reviewers');
  });

  it('leads back from a group just created to where that began', async () => {
    await renderAt('/access-control/groups');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create Group' }),
    );
    await userEvent.type(await screen.findByLabelText('Name'), 'New people');
    await pressed('Create');
    expect(
      await screen.findByRole('heading', { name: 'New people' }),
    ).toBeVisible();
    await pressed('The browser’s Back');
    expect(await screen.findByRole('table', { name: 'Groups' })).toBeVisible();
    expect(url()).toBe('/access-control/groups');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('leads back from an address that is none', async () => {
    await renderAt('/access-control/nothing');
    expect(await screen.findByText('There is no such page')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Go to the roles' }),
    ).toHaveAttribute('href', '/access-control/roles');
  });

  it('says that the catalog could not be read, since when, and what that means', async () => {
    await renderAt('/access-control/roles', {
      api: InMemoryAccessControl.create({
        catalog: {
          state: 'stale',
          syncedAt: '2026-01-02T03:04:05.000Z',
          reason: 'connection refused',
        },
      }),
    });
    const notice = await screen.findByText(/The catalog could not be read/);
    expect(notice).toHaveTextContent(/since .*2026.* \(connection refused\)/);
    expect(notice).toHaveTextContent('access is decided, as they were known');
    expect(await screen.findByRole('table', { name: 'Roles' })).toBeVisible();
  });

  it('still lists when it is not known what the person may do, and offers no change', async () => {
    const api = InMemoryAccessControl.create();
    const getOwnAccess = async () => {
      throw refusal(503, 'The database is not there.');
    };
    await renderAt('/access-control/roles', { api: { ...api, getOwnAccess } });
    expect(await screen.findByRole('table', { name: 'Roles' })).toBeVisible();
    expect(screen.getByText('Could not load your own access')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Create Role' }),
    ).not.toBeInTheDocument();
  });

  it('has no access for those whose roles do not give it, though the policy would', async () => {
    const api = InMemoryAccessControl.create({ me: 'user:default/donald' });
    await renderAt('/access-control/roles', { api });
    expect(
      await screen.findByRole('region', {
        name: 'You have no access to Access Control',
      }),
    ).toHaveTextContent('ACCESS-MANAGEMENT');
  });
});
