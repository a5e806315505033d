// SPDX-License-Identifier: Apache-2.0
import {
  createFrontendPlugin,
  createRouteRef,
  type FrontendFeature,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { notificationsApiRef } from '@backstage/plugin-notifications';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import { screen, within } from '@testing-library/react';
import { navigationModule } from './navigationModule';

function pluginWithPage(pluginId: string, title: string) {
  return pluginWithPages(pluginId, [{ title }]);
}

function pluginWithPages(
  pluginId: string,
  pages: readonly { readonly name?: string; readonly title: string }[],
) {
  return createFrontendPlugin({
    pluginId,
    icon: <span />,
    extensions: pages.map(({ name, title }) =>
      PageBlueprint.make({
        name,
        params: {
          path: `/${name ?? pluginId}`,
          title,
          routeRef: createRouteRef(),
          loader: async () => <h1>{title}</h1>,
        },
      }),
    ),
  });
}

function renderApp(...features: readonly FrontendFeature[]) {
  renderTestApp({
    features: [
      navigationModule,
      notificationsPlugin,
      searchPlugin,
      ...features,
    ],
    apis: [
      [
        notificationsApiRef,
        { getStatus: async () => ({ unread: 0, read: 0 }) },
      ],
    ],
  });
}

const catalog = pluginWithPage('catalog', 'Catalog');

describe('navigationModule', () => {
  it('puts the audit log into a group Admin', async () => {
    const auditLog = pluginWithPage('audit-log', 'Audit Logs');
    renderApp(catalog, auditLog);

    const admin = await screen.findByRole('group', { name: 'Admin' });
    expect(
      within(admin).getByRole('link', { name: 'Audit Logs' }),
    ).toHaveAttribute('href', '/audit-log');
    expect(screen.getAllByRole('link', { name: 'Audit Logs' })).toHaveLength(1);
  });

  it('puts access control below it', async () => {
    renderApp(
      catalog,
      pluginWithPages('audit-log', [
        { name: 'access-control', title: 'Access Control' },
        { title: 'Audit Logs' },
      ]),
    );

    const admin = await screen.findByRole('group', { name: 'Admin' });
    expect(
      within(admin)
        .getAllByRole('link')
        .map(link => [link.textContent, link.getAttribute('href')]),
    ).toEqual([
      ['Audit Logs', '/audit-log'],
      ['Access Control', '/access-control'],
    ]);
    expect(
      screen.getAllByRole('link', { name: 'Access Control' }),
    ).toHaveLength(1);
  });

  it('shows those who may open only one of the two that one', async () => {
    renderApp(
      catalog,
      pluginWithPages('audit-log', [
        { name: 'access-control', title: 'Access Control' },
      ]),
    );

    const admin = await screen.findByRole('group', { name: 'Admin' });
    expect(within(admin).getAllByRole('link')).toHaveLength(1);
    expect(
      within(admin).getByRole('link', { name: 'Access Control' }),
    ).toBeVisible();
  });

  it('has no group Admin for those whose app has no audit log', async () => {
    renderApp(catalog);

    expect(await screen.findByRole('link', { name: 'Catalog' })).toBeVisible();
    expect(screen.queryByRole('group', { name: 'Admin' })).toBeNull();
    expect(screen.queryByText('Admin')).toBeNull();
  });
});
