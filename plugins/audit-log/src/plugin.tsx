// SPDX-License-Identifier: Apache-2.0
import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import AuditLogIcon from '@material-ui/icons/ReceiptOutlined';
import {
  AuditLogClient,
  auditLogViewPermission,
} from 'backstage-plugin-audit-log-common';
import { auditLogApiRef } from './api';
import { rootRouteRef } from './routes';

const auditLogApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: auditLogApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => AuditLogClient.create(deps),
    }),
});

const { name, attributes } = auditLogViewPermission;

const auditLogsPage = PageBlueprint.make({
  // Without the permission there is neither the page nor its navigation item.
  if: { permissions: { $contains: `${name}#${attributes.action}` } },
  params: {
    path: '/audit-logs',
    title: 'Audit Logs',
    icon: <AuditLogIcon fontSize="inherit" />,
    routeRef: convertLegacyRouteRef(rootRouteRef),
    loader: () =>
      import('./components/AuditLogsPage/AuditLogsContent').then(
        ({ AuditLogsContent }) => <AuditLogsContent />,
      ),
  },
});

/** @public */
export const auditLogPlugin = createFrontendPlugin({
  pluginId: 'audit-log',
  title: 'Audit Logs',
  icon: <AuditLogIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: convertLegacyRouteRef(rootRouteRef) },
  extensions: [auditLogApi, auditLogsPage],
});
