// SPDX-License-Identifier: Apache-2.0
import {
  AuthorizeResult,
  type EvaluatePermissionRequest,
} from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import auditLogPlugin, { auditLogApiRef } from '.';
import { auditLog } from './testing/renderPage';

function renderApp(result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) {
  const asked: string[] = [];
  renderTestApp({
    features: [auditLogPlugin],
    initialRouteEntries: ['/audit-logs'],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': convertLegacyRouteRef(entityRouteRef),
    },
    apis: [
      [auditLogApiRef, auditLog()],
      [
        permissionApiRef,
        {
          authorize: async ({ permission }: EvaluatePermissionRequest) => {
            asked.push(permission.name);
            return { result };
          },
        },
      ],
    ],
  });
  return asked;
}

describe('the plugin of the new frontend system', () => {
  it('serves the page at /audit-logs, with its title', async () => {
    renderApp(AuthorizeResult.ALLOW);
    expect(
      await screen.findByRole('table', { name: 'Audit events' }),
    ).toBeInTheDocument();
    expect(screen.getAllByText('Audit Logs')).not.toHaveLength(0);
  });

  it('is not there for those who may not view it', async () => {
    const asked = renderApp(AuthorizeResult.DENY);
    expect(await screen.findByText(/not found/i)).toBeInTheDocument();
    expect(asked).toContain('audit-log.view');
    expect(screen.queryByText('Audit Logs')).not.toBeInTheDocument();
  });
});
