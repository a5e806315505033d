// SPDX-License-Identifier: Apache-2.0
import { Content, Header, Page } from '@backstage/core-components';
import { AccessControlPage } from '../components/AccessControlPage/AccessControlPage';

/** The page with the header that the old frontend system leaves to its plugins. */
export const LegacyAccessControlPage = () => (
  <Page themeId="tool">
    <Header title="Access Control" subtitle="Who may do what in this portal" />
    <Content>
      <AccessControlPage />
    </Content>
  </Page>
);
