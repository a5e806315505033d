// SPDX-License-Identifier: Apache-2.0
import { screen } from '@testing-library/react';
import { renderAccess } from '../../__testUtils__/renderAccess';
import { InvitationsTab } from './InvitationsTab';

// In a file of its own: the permission framework remembers what it was told.
describe('InvitationsTab without the permission to change anything', () => {
  it('lists invitations, and offers nothing to do with them', async () => {
    await renderAccess(<InvitationsTab />, {
      url: '/access-control/invitations',
      denied: ['access-control.manage'],
    });
    expect(await screen.findAllByText(/^pending@/)).not.toHaveLength(0);
    expect(screen.queryAllByRole('button', { name: /^Revoke/ })).toEqual([]);
    expect(screen.queryByRole('button', { name: /Invite/ })).toBeNull();
  });
});
