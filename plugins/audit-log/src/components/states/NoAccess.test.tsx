// SPDX-License-Identifier: Apache-2.0
import { screen } from '@testing-library/react';
import { auditLog, renderPage } from '../../__testUtils__/renderPage';

// In a file of its own: the permission framework remembers what it was told.
describe('NoAccess', () => {
  it('tells whoever has no access what to ask for', async () => {
    const listEvents = jest.fn();
    await renderPage({
      denied: ['audit-log.view'],
      api: auditLog({ listEvents }),
    });
    expect(
      await screen.findByRole('region', {
        name: 'You have no access to the audit log',
      }),
    ).toHaveTextContent('LOG-MANAGEMENT');
    expect(listEvents).not.toHaveBeenCalled();
  });
});
