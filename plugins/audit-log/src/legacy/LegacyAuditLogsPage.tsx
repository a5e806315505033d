// SPDX-License-Identifier: Apache-2.0
import { Content, Header, Page } from '@backstage/core-components';
import { AuditLogsPage } from '../components/AuditLogsPage/AuditLogsPage';

/** The page with the header that the old frontend system leaves to its plugins. */
export const LegacyAuditLogsPage = () => (
  <Page themeId="tool">
    <Header title="Audit Logs" subtitle="Who did what in this portal" />
    <Content>
      <AuditLogsPage />
    </Content>
  </Page>
);
