// SPDX-License-Identifier: Apache-2.0
import type { MappingLevel, Role } from 'backstage-plugin-audit-log-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import { refusal, renderAccess } from '../../__testUtils__/renderAccess';
import { LevelPicker } from './LevelPicker';
import { RolePicker } from './RolePicker';

const Picking = () => {
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [level, setLevel] = useState<MappingLevel | undefined>({
    kind: 'organization',
  });
  return (
    <>
      <RolePicker
        value={roles}
        onChange={setRoles}
        level={level ?? { kind: 'organization' }}
      />
      <LevelPicker value={level} onChange={setLevel} />
      <output aria-label="Picked">
        {JSON.stringify([roles.map(({ name }) => name), level])}
      </output>
    </>
  );
};

const picked = () =>
  JSON.parse(screen.getByLabelText('Picked').textContent ?? '');

describe('RolePicker and LevelPicker', () => {
  it('finds roles by what is typed, keeps those picked before, and takes them back', async () => {
    await renderAccess(<Picking />);
    const options = await screen.findByRole('list', { name: 'Roles' });
    await waitFor(() =>
      expect(
        within(options)
          .getAllByRole('checkbox')
          .slice(0, 3)
          .map(box => box.getAttribute('aria-labelledby'))
          .map(id => document.getElementById(id!)!.textContent),
      ).toEqual(['Administrator', 'Auditor', 'Access Desk']),
    );
    await userEvent.click(screen.getByRole('checkbox', { name: 'Auditor' }));
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Search roles' }),
      'catalog editor',
    );
    await waitFor(() =>
      expect(within(options).getAllByRole('checkbox')).toHaveLength(1),
    );
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Catalog Editor' }),
    );
    expect(picked()[0]).toEqual(['Auditor', 'Catalog Editor']);
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove Auditor' }),
    );
    expect(picked()[0]).toEqual(['Catalog Editor']);
  });

  it('offers every role where the policy of the portal decides alone', async () => {
    await renderAccess(<Picking />, {
      api: InMemoryAccessControl.create({
        me: 'user:default/grace',
        authorization: 'framework',
      }),
    });
    const editor = await screen.findByRole('checkbox', {
      name: 'Catalog Editor',
    });
    await waitFor(() => expect(editor).toBeEnabled());
  });

  it('shows the roles that the person cannot give, with the reason', async () => {
    await renderAccess(<Picking />, {
      api: InMemoryAccessControl.create({ me: 'user:default/grace' }),
    });
    const editor = await screen.findByRole('checkbox', {
      name: 'Catalog Editor',
    });
    await waitFor(() => expect(editor).toBeDisabled());
    expect(editor).toHaveAccessibleDescription(
      /it holds catalog\.entity\.create and 1 more, which you do not hold/,
    );
    expect(screen.getByRole('checkbox', { name: 'Log Manager' })).toBeEnabled();
  });

  it('picks a project of the catalog by its name', async () => {
    await renderAccess(<Picking />);
    await userEvent.click(
      await screen.findByRole('radio', { name: 'One project' }),
    );
    expect(picked()[1]).toBeNull();
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Project' }),
      'bill',
    );
    await userEvent.click(
      await screen.findByRole('option', { name: /The billing/ }),
    );
    expect(picked()[1]).toEqual({
      kind: 'project',
      project: 'system:default/billing',
    });
    await userEvent.click(screen.getByRole('radio', { name: 'Organization' }));
    expect(picked()[1]).toEqual({ kind: 'organization' });
  });

  it('says why roles could not be loaded, and tries again', async () => {
    const api = InMemoryAccessControl.create();
    const listRoles = jest
      .fn(api.listRoles)
      .mockRejectedValueOnce(refusal(503, 'The database is not there.'));
    await renderAccess(<Picking />, { api: { ...api, listRoles } });
    expect(await screen.findByText('The database is not there.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByRole('checkbox', { name: 'Auditor' }),
    ).toBeEnabled();
  });
});
