// SPDX-License-Identifier: Apache-2.0
import { Content } from '@backstage/core-components';
import { AuditLogsPage } from './AuditLogsPage';

/** The page under the header that the new frontend system puts above it. */
export const AuditLogsContent = () => (
  <Content>
    <AuditLogsPage />
  </Content>
);
