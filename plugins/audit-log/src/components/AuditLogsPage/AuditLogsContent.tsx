// SPDX-License-Identifier: Apache-2.0
import { PageContent } from '../states/PageContent';
import { AuditLogsPage } from './AuditLogsPage';

/** The page under the header that the new frontend system puts above it. */
export const AuditLogsContent = () => (
  <PageContent>
    <AuditLogsPage />
  </PageContent>
);
