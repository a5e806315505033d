// SPDX-License-Identifier: Apache-2.0
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { PageBlueprint } from '@backstage/frontend-plugin-api';
import AccessControlIcon from '@material-ui/icons/PeopleOutlined';
import AuditLogIcon from '@material-ui/icons/ReceiptOutlined';
import {
  accessControlReadPermission,
  auditLogViewPermission,
} from 'backstage-plugin-audit-log-common';
import { accessControlRouteRef, rootRouteRef } from '../routes';

/** Without the permission there is neither the page nor its navigation item. */
const onlyWith = ({ name, attributes }: typeof auditLogViewPermission) => ({
  permissions: { $contains: `${name}#${attributes.action}` },
});

export const auditLogsPage = PageBlueprint.make({
  if: onlyWith(auditLogViewPermission),
  params: {
    path: '/audit-logs',
    title: 'Audit Logs',
    icon: <AuditLogIcon fontSize="inherit" />,
    routeRef: convertLegacyRouteRef(rootRouteRef),
    loader: () =>
      import('../components/AuditLogsPage/AuditLogsContent').then(
        ({ AuditLogsContent }) => <AuditLogsContent />,
      ),
  },
});

/**
 * The tabs are part of the content, not sub pages in the header: both frontend systems show the same tree, and pages of
 * single roles, groups and members lie below the tabs.
 */
export const accessControlPage = PageBlueprint.make({
  name: 'access-control',
  if: onlyWith(accessControlReadPermission),
  params: {
    path: '/access-control',
    title: 'Access Control',
    icon: <AccessControlIcon fontSize="inherit" />,
    routeRef: convertLegacyRouteRef(accessControlRouteRef),
    // The header of a plugin's page leads to the plugin's root, which is the audit log.
    noHeader: true,
    loader: () =>
      import('../components/AccessControlPage/AccessControlContent').then(
        ({ AccessControlContent }) => <AccessControlContent />,
      ),
  },
});

/** For everyone who is signed in. What has no route reference has no navigation item: the page is reached by a link. */
export const invitationPage = PageBlueprint.make({
  name: 'invitation',
  params: {
    path: '/invitation',
    noHeader: true,
    loader: () =>
      import('../components/InvitationPage/InvitationContent').then(
        ({ InvitationContent }) => <InvitationContent />,
      ),
  },
});
