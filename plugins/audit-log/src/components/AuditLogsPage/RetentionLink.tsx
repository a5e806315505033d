// SPDX-License-Identifier: Apache-2.0
import RetentionIcon from '@material-ui/icons/ArchiveOutlined';
import { usePermission } from '@backstage/plugin-permission-react';
import { auditLogConfigurePermission } from 'backstage-plugin-audit-log-common';
import { useAuditLogPaths } from '../../navigation/useAuditLogPaths';
import { PartLink } from './PartLink';

/** The way to how long events are kept, for those who may change it. */
export const RetentionLink = () => {
  const paths = useAuditLogPaths();
  const { allowed } = usePermission({
    permission: auditLogConfigurePermission,
  });
  return paths && allowed ? (
    <PartLink to={paths.retention()} icon={<RetentionIcon />}>
      Retention
    </PartLink>
  ) : null;
};
