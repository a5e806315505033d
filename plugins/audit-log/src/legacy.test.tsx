// SPDX-License-Identifier: Apache-2.0
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import {
  auditLogApiRef,
  auditLogPlugin,
  AuditLogsPage,
  AuditLogsSidebarItem,
} from './legacy';
import { auditLog } from './__testUtils__/renderPage';

describe('the plugin of the old frontend system', () => {
  it('serves the page on a route, and the way to it', async () => {
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [auditLogApiRef, auditLog()],
          [
            permissionApiRef,
            { authorize: async () => ({ result: AuthorizeResult.ALLOW }) },
          ],
        ]}
      >
        <AuditLogsSidebarItem />
        <Routes>
          <Route path="/audit-logs" element={<AuditLogsPage />} />
        </Routes>
      </TestApiProvider>,
      {
        routeEntries: ['/audit-logs'],
        mountedRoutes: {
          '/audit-logs': auditLogPlugin.routes.root,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      },
    );
    expect(
      await screen.findByRole('table', { name: 'Audit events' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Audit Logs' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'Audit Logs' }),
    ).toHaveAttribute('href', '/audit-logs');
  });

  it('brings the client of the API', () => {
    expect([...auditLogPlugin.getApis()].map(({ api }) => api.id)).toEqual([
      'plugin.audit-log',
    ]);
  });
});
