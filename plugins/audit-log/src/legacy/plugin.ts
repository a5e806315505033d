// SPDX-License-Identifier: Apache-2.0
import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { AuditLogClient } from 'backstage-plugin-audit-log-common';
import { auditLogApiRef } from '../api';
import { rootRouteRef } from '../routes';

/** @public */
export const auditLogPlugin = createPlugin({
  id: 'audit-log',
  routes: { root: rootRouteRef },
  apis: [
    createApiFactory({
      api: auditLogApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => AuditLogClient.create(deps),
    }),
  ],
});

/** The page, for a route such as `/audit-logs`. @public */
export const AuditLogsPage = auditLogPlugin.provide(
  createRoutableExtension({
    name: 'AuditLogsPage',
    component: () =>
      import('./LegacyAuditLogsPage').then(m => m.LegacyAuditLogsPage),
    mountPoint: rootRouteRef,
  }),
);
