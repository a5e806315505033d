// SPDX-License-Identifier: Apache-2.0
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import AuditLogIcon from '@material-ui/icons/ReceiptOutlined';
import { accessControlApi, auditLogApi, retentionApi } from './plugin/apis';
import { invitationTokenTaker } from './plugin/invitationTokenTaker';
import {
  accessControlPage,
  auditLogsPage,
  invitationPage,
} from './plugin/pages';
import { accessControlRouteRef, rootRouteRef } from './routes';

/** @public */
export const auditLogPlugin = createFrontendPlugin({
  pluginId: 'audit-log',
  title: 'Audit Logs',
  icon: <AuditLogIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: convertLegacyRouteRef(rootRouteRef),
    accessControl: convertLegacyRouteRef(accessControlRouteRef),
  },
  extensions: [
    auditLogApi,
    accessControlApi,
    retentionApi,
    auditLogsPage,
    accessControlPage,
    invitationPage,
    invitationTokenTaker,
  ],
});
