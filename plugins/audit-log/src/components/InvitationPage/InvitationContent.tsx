// SPDX-License-Identifier: Apache-2.0
import { PageLayout } from '@backstage/frontend-plugin-api';
import { PageContent } from '../states/PageContent';
import { InvitationPage } from './InvitationPage';

/** The page of the new frontend system. Its title leads nowhere: whoever is invited may see nothing else yet. */
export const InvitationContent = () => (
  <PageLayout title="Invitation">
    <PageContent>
      <InvitationPage />
    </PageContent>
  </PageLayout>
);
