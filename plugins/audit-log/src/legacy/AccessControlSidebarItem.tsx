// SPDX-License-Identifier: Apache-2.0
import { SidebarItem } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import AccessControlIcon from '@material-ui/icons/PeopleOutlined';
import { accessControlReadPermission } from 'backstage-plugin-audit-log-common';
import { accessControlRouteRef } from '../routes';

/** The way to Access Control, for those who may see it. @public */
export const AccessControlSidebarItem = () => {
  const page = useRouteRef(accessControlRouteRef);
  const { allowed } = usePermission({
    permission: accessControlReadPermission,
  });
  return allowed ? (
    <SidebarItem icon={AccessControlIcon} to={page()} text="Access Control" />
  ) : null;
};
