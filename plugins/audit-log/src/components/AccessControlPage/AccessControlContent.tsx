// SPDX-License-Identifier: Apache-2.0
import { PageLayout } from '@backstage/frontend-plugin-api';
import AccessControlIcon from '@material-ui/icons/PeopleOutlined';
import { useAccessPaths } from '../../navigation/useAccessPaths';
import { PageContent } from '../states/PageContent';
import { AccessControlPage } from './AccessControlPage';

/** The page of the new frontend system, whose title leads to its first tab. */
export const AccessControlContent = () => (
  <PageLayout
    title="Access Control"
    icon={<AccessControlIcon fontSize="inherit" />}
    titleLink={useAccessPaths()?.tab('roles')}
  >
    <PageContent>
      <AccessControlPage />
    </PageContent>
  </PageLayout>
);
