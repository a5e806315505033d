// SPDX-License-Identifier: Apache-2.0
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  AuthorizeResult,
  type EvaluatePermissionRequest,
} from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { render, screen } from '@testing-library/react';
import auditLogPlugin, { auditLogApiRef } from '.';
import { auditLog } from './__testUtils__/renderPage';

const catalog = createFrontendPlugin({
  pluginId: 'catalog',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/catalog/:namespace/:kind/:name',
        routeRef: convertLegacyRouteRef(entityRouteRef),
        loader: async () => <>An entity</>,
      },
    }),
  ],
});

function renderApp(result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) {
  const asked: string[] = [];
  const authorize = async ({ permission }: EvaluatePermissionRequest) => {
    asked.push(permission.name);
    return { result };
  };
  window.history.replaceState({}, '', '/audit-logs');
  const app = createApp({
    features: [
      auditLogPlugin,
      catalog,
      createFrontendModule({
        pluginId: 'audit-log',
        extensions: [
          ApiBlueprint.make({
            params: defineParams =>
              defineParams({
                api: auditLogApiRef,
                deps: {},
                factory: () => auditLog(),
              }),
          }),
        ],
      }),
      createFrontendModule({
        pluginId: 'app',
        extensions: [
          ApiBlueprint.make({
            name: 'permission',
            params: defineParams =>
              defineParams({
                api: permissionApiRef,
                deps: {},
                factory: () => ({ authorize }),
              }),
          }),
        ],
      }),
    ],
    advanced: {
      configLoader: async () => ({
        config: mockApis.config({
          data: {
            app: {
              title: 'Test',
              baseUrl: 'http://localhost',
              extensions: [{ 'sign-in-page:app': false }],
            },
            backend: { baseUrl: 'http://localhost' },
          },
        }),
      }),
    },
  });
  render(app.createRoot());
  return asked;
}

describe('the plugin of the new frontend system', () => {
  it('serves the page at /audit-logs, with its navigation item', async () => {
    renderApp(AuthorizeResult.ALLOW);
    expect(
      await screen.findByRole('table', { name: 'Audit events' }),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('link', { name: 'Audit Logs' })[0],
    ).toHaveAttribute('href', '/audit-logs');
  });

  it('is not there for those who may not view it', async () => {
    const asked = renderApp(AuthorizeResult.DENY);
    expect(await screen.findByText(/page not found/i)).toBeInTheDocument();
    expect(asked).toContain('audit-log.view');
    expect(screen.queryByText('Audit Logs')).not.toBeInTheDocument();
  });
});
