// SPDX-License-Identifier: Apache-2.0
import { Content, Header, Page } from '@backstage/core-components';
import { InvitationPage } from '../components/InvitationPage/InvitationPage';

/** The page with the header that the old frontend system leaves to its plugins. */
export const LegacyInvitationPage = () => (
  <Page themeId="tool">
    <Header title="Invitation" />
    <Content>
      <InvitationPage />
    </Content>
  </Page>
);
