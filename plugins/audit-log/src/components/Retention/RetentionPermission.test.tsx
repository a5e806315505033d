// SPDX-License-Identifier: Apache-2.0
import { screen } from '@testing-library/react';
import { InMemoryRetention } from '../../../dev/InMemoryRetention';
import { renderPage } from '../../__testUtils__/renderPage';

// In a file of its own: the permission framework remembers what it was told.
describe('RetentionPage without its permission', () => {
  it('says what to ask for, asks for nothing itself, and is not led to', async () => {
    const retention = InMemoryRetention.create();
    const ask = jest.spyOn(retention, 'retention');
    const denied = ['audit-log.configure'];
    const url = '/audit-logs/retention';
    const { unmount } = await renderPage({ url, retention, denied });
    expect(
      await screen.findByRole('region', {
        name: 'You have no access to the retention of the audit log',
      }),
    ).toHaveTextContent('audit-log.configure');
    expect(ask).not.toHaveBeenCalled();
    unmount();

    await renderPage({ retention, denied });
    expect(
      await screen.findByRole('link', { name: 'Integrity' }),
    ).toBeVisible();
    expect(
      screen.queryByRole('link', { name: 'Retention' }),
    ).not.toBeInTheDocument();
  });
});
