// SPDX-License-Identifier: Apache-2.0
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { InMemoryAccessControl } from '../dev/InMemoryAccessControl';
import {
  accessControlApiRef,
  AccessControlPage,
  AccessControlSidebarItem,
  auditLogApiRef,
  auditLogPlugin,
  AuditLogsPage,
  AuditLogsSidebarItem,
  InvitationPage,
} from './legacy';
import { auditLog } from './__testUtils__/renderPage';

async function renderApp(path: string) {
  const { root, accessControl, invitation } = auditLogPlugin.routes;
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [auditLogApiRef, auditLog()],
        [accessControlApiRef, InMemoryAccessControl.create()],
        [
          permissionApiRef,
          { authorize: async () => ({ result: AuthorizeResult.ALLOW }) },
        ],
      ]}
    >
      <AuditLogsSidebarItem />
      <AccessControlSidebarItem />
      <Routes>
        <Route path="/audit-logs" element={<AuditLogsPage />} />
        <Route path="/access-control/*" element={<AccessControlPage />} />
        <Route path="/invitation" element={<InvitationPage />} />
      </Routes>
    </TestApiProvider>,
    {
      routeEntries: [path],
      mountedRoutes: {
        '/audit-logs': root,
        '/access-control': accessControl,
        '/invitation': invitation,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
}

describe('the plugin of the old frontend system', () => {
  it('serves the page on a route, and the way to it', async () => {
    await renderApp('/audit-logs');
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

  it('serves Access Control on a route, and the way to it', async () => {
    await renderApp('/access-control/roles/auditor');
    expect(
      await screen.findByRole('heading', { name: /^Auditor/ }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Access Control' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'Access Control' }),
    ).toHaveAttribute('href', '/access-control');
  });

  it('serves the page where an invitation is accepted', async () => {
    await renderApp('/invitation');
    expect(
      await screen.findByRole('heading', { name: 'Invitation' }),
    ).toBeInTheDocument();
  });

  it('brings the clients of the API', () => {
    expect([...auditLogPlugin.getApis()].map(({ api }) => api.id)).toEqual([
      'plugin.audit-log',
      'plugin.audit-log.access-control',
      'plugin.audit-log.retention',
    ]);
  });
});
