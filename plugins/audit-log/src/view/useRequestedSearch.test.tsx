// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { auditLog, renderPage } from '../__testUtils__/renderPage';

describe('useRequestedSearch', () => {
  it.each(['', '?project=system:default/nothing'])(
    'asks again each time with Refresh %s',
    async query => {
      const api = auditLog();
      const listed = jest.spyOn(api, 'listEvents');
      await renderPage({ url: `/audit-logs${query}`, api });
      for (let count = 0; count < 3; count++) {
        const before = listed.mock.calls.length;
        await userEvent.click(
          await screen.findByRole('button', { name: 'Refresh' }),
        );
        await waitFor(() => expect(listed.mock.calls.length).toBe(before + 1));
      }
    },
  );
});
