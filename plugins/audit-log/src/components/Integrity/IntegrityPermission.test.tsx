// SPDX-License-Identifier: Apache-2.0
import { screen } from '@testing-library/react';
import { auditLog, renderPage } from '../../__testUtils__/renderPage';

// In a file of its own: the permission framework remembers what it was told.
describe('IntegrityPage without any of its permissions', () => {
  it('says what to ask for, and asks for nothing itself', async () => {
    const ask = jest.fn(async () => {
      throw new Error('It asked');
    });
    const denied = [
      'audit-log.verify',
      'audit-log.configure',
      'audit-log.erase',
    ];
    const api = auditLog({
      verifications: ask,
      ledgerStatus: ask,
      erasures: ask,
      health: ask,
    });
    await renderPage({ url: '/audit-logs/integrity', api, denied });
    expect(
      await screen.findByText(/You have no access to what proves/),
    ).toBeVisible();
    expect(ask).not.toHaveBeenCalled();
  });
});
