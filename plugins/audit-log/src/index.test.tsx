// SPDX-License-Identifier: Apache-2.0
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import {
  AuthorizeResult,
  type EvaluatePermissionRequest,
} from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exampleCatalog } from '../dev/exampleCatalog';
import { InMemoryAccessControl } from '../dev/InMemoryAccessControl';
import auditLogPlugin, { accessControlApiRef, auditLogApiRef } from '.';
import { auditLog } from './__testUtils__/renderPage';

/** An app at a path, for a person who may do everything but what is named in `denied`. */
function renderApp(
  path: string,
  denied: readonly string[] = [],
  accessControl = InMemoryAccessControl.create(),
) {
  const asked: string[] = [];
  const authorize = async ({ permission }: EvaluatePermissionRequest) => {
    asked.push(permission.name);
    return {
      result: denied.includes(permission.name)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
    };
  };
  window.history.replaceState({}, '', path);
  const app = createApp({
    features: [
      auditLogPlugin,
      exampleCatalog,
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
          ApiBlueprint.make({
            name: 'access-control',
            params: defineParams =>
              defineParams({
                api: accessControlApiRef,
                deps: {},
                factory: () => accessControl,
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

const hrefOf = (name: string) =>
  screen.getAllByRole('link', { name })[0].getAttribute('href');

describe('the plugin of the new frontend system', () => {
  it('serves the page at /audit-logs, with its navigation item', async () => {
    renderApp('/audit-logs');
    expect(
      await screen.findByRole('table', { name: 'Audit events' }),
    ).toBeInTheDocument();
    expect(hrefOf('Audit Logs')).toBe('/audit-logs');
  });

  it('is not there for those who may not view it', async () => {
    const asked = renderApp('/audit-logs', [
      'audit-log.view',
      'access-control.read',
    ]);
    expect(await screen.findByText(/page not found/i)).toBeInTheDocument();
    expect(asked).toContain('audit-log.view');
    expect(screen.queryByText('Audit Logs')).not.toBeInTheDocument();
  });

  it('serves Access Control, with its navigation item and without the audit log where that is not permitted', async () => {
    renderApp('/access-control', ['audit-log.view']);
    expect(
      await screen.findByRole('table', { name: 'Roles' }),
    ).toBeInTheDocument();
    expect(window.location.pathname).toBe('/access-control/roles');
    expect(
      screen.getByRole('heading', { name: 'Access Control' }),
    ).toBeInTheDocument();
    expect(hrefOf('Access Control')).toMatch(/^\/access-control/);
    expect(screen.queryByText('Audit Logs')).not.toBeInTheDocument();
    // Nobody needs a way to invitations that were sent to others.
    expect(
      screen.queryByRole('link', { name: 'Invitation' }),
    ).not.toBeInTheDocument();
  });

  it('leads deep into Access Control', async () => {
    renderApp('/access-control/members/user%3Adefault%2Fgrace');
    expect(
      await screen.findByRole('heading', { name: /Grace Hopper/ }),
    ).toBeInTheDocument();
  });

  it('gives the focus back to what opened a dialog, which is in the URL', async () => {
    renderApp('/access-control/keys');
    const create = await screen.findByRole('button', { name: 'Create Key' });
    create.focus();
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByRole('dialog')).toBeInTheDocument();
    expect(window.location.search).toBe('?dialog=create');
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await waitFor(() => expect(create).toHaveFocus());
  });

  it('has no Access Control for those who may not see it', async () => {
    renderApp('/access-control/roles', ['access-control.read']);
    expect(await screen.findByText(/page not found/i)).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'Access Control' }),
    ).not.toBeInTheDocument();
  });

  it('lets those who may see nothing accept an invitation', async () => {
    renderApp(
      '/invitation#token=invitation-donald',
      ['audit-log.view', 'access-control.read'],
      InMemoryAccessControl.create({ me: 'user:default/donald' }),
    );
    expect(
      await screen.findByRole('button', { name: /accept/i }),
    ).toBeInTheDocument();
  });
});
