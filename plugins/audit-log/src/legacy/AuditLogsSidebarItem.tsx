// SPDX-License-Identifier: Apache-2.0
import { SidebarItem } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import AuditLogIcon from '@material-ui/icons/ReceiptOutlined';
import { auditLogViewPermission } from 'backstage-plugin-audit-log-common';
import { rootRouteRef } from '../routes';

/** The way to the page, for those who may see it. @public */
export const AuditLogsSidebarItem = () => {
  const page = useRouteRef(rootRouteRef);
  const { allowed } = usePermission({ permission: auditLogViewPermission });
  return allowed ? (
    <SidebarItem icon={AuditLogIcon} to={page()} text="Audit Logs" />
  ) : null;
};
