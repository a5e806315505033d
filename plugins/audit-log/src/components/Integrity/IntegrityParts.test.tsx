// SPDX-License-Identifier: Apache-2.0
import { screen } from '@testing-library/react';
import { auditLog, renderPage } from '../../__testUtils__/renderPage';

// In a file of its own: the permission framework remembers what it was told.
describe('IntegrityPage with one of its permissions', () => {
  it('shows what that is for, and asks for nothing else', async () => {
    const ask = jest.fn(async () => {
      throw new Error('It asked');
    });
    await renderPage({
      url: '/audit-logs/integrity',
      api: auditLog({
        verifications: ask,
        ledgerStatus: ask,
        sealingKeys: ask,
        erasures: ask,
      }),
      denied: ['audit-log.verify', 'audit-log.erase'],
    });
    expect(await screen.findByText('Recording keeps up')).toBeVisible();
    for (const name of ['Ledger', 'Verification', 'Erasures']) {
      expect(screen.queryByRole('region', { name })).not.toBeInTheDocument();
    }
    expect(ask).not.toHaveBeenCalled();
  });
});
