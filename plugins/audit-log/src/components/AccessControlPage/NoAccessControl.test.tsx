// SPDX-License-Identifier: Apache-2.0
import { screen } from '@testing-library/react';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import { renderAccess } from '../../__testUtils__/renderAccess';
import { AccessControlPage } from './AccessControlPage';

// In a file of its own: the permission framework remembers what it was told.
describe('NoAccessControl', () => {
  it('tells whoever has no access what to ask for, and asks the server for nothing', async () => {
    const api = InMemoryAccessControl.create();
    const listRoles = jest.fn();
    await renderAccess(<AccessControlPage />, {
      url: '/access-control/roles',
      path: '/access-control/*',
      denied: ['access-control.read'],
      api: { ...api, listRoles },
    });
    expect(
      await screen.findByRole('region', {
        name: 'You have no access to Access Control',
      }),
    ).toHaveTextContent('ACCESS-MANAGEMENT');
    expect(listRoles).not.toHaveBeenCalled();
  });
});
