// SPDX-License-Identifier: Apache-2.0
import { screen } from '@testing-library/react';
import { renderPage } from '../../__testUtils__/renderPage';

// In a file of its own: the permission framework remembers what it was told.
describe('ExportMenu without the permission to export', () => {
  it('says what is missing when exporting is not allowed', async () => {
    await renderPage({ denied: ['audit-log.export'] });
    expect(
      await screen.findByTitle(/permission audit-log\.export/),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Export' })).toBeDisabled();
  });
});
