// SPDX-License-Identifier: Apache-2.0
import { RequirePermission } from '@backstage/plugin-permission-react';
import { auditLogViewPermission } from 'backstage-plugin-audit-log-common';
import { Route, Routes } from 'react-router-dom';
import { COVERAGE_PATH, INTEGRITY_PATH, RETENTION_PATH } from '../../routes';
import { CoveragePage } from '../Coverage/CoveragePage';
import { IntegrityPage } from '../Integrity/IntegrityPage';
import { EventWordsProvider } from '../labels/EventWords';
import { RetentionPage } from '../Retention/RetentionPage';
import { AuditLogs } from './AuditLogs';
import { NoAuditLogAccess } from './NoAuditLogAccess';

/** The content of the Audit Logs page, for those who may see it. Both frontend systems put their own header above. */
export const AuditLogsPage = () => (
  <RequirePermission
    permission={auditLogViewPermission}
    errorPage={<NoAuditLogAccess />}
  >
    <EventWordsProvider>
      <Routes>
        <Route path={COVERAGE_PATH} element={<CoveragePage />} />
        <Route path={INTEGRITY_PATH} element={<IntegrityPage />} />
        <Route path={RETENTION_PATH} element={<RetentionPage />} />
        <Route path="*" element={<AuditLogs />} />
      </Routes>
    </EventWordsProvider>
  </RequirePermission>
);
