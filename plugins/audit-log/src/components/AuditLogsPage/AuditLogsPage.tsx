// SPDX-License-Identifier: Apache-2.0
import { RequirePermission } from '@backstage/plugin-permission-react';
import { auditLogViewPermission } from 'backstage-plugin-audit-log-common';
import { NoAuditLogAccess } from './NoAuditLogAccess';
import { AuditLogs } from './AuditLogs';

/** The content of the Audit Logs page, for those who may see it. Both frontend systems put their own header above. */
export const AuditLogsPage = () => (
  <RequirePermission
    permission={auditLogViewPermission}
    errorPage={<NoAuditLogAccess />}
  >
    <AuditLogs />
  </RequirePermission>
);
