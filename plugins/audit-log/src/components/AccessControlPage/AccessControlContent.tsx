// SPDX-License-Identifier: Apache-2.0
import { PageLayout } from '@backstage/frontend-plugin-api';
import AccessControlIcon from '@material-ui/icons/PeopleOutlined';
import { useMemo } from 'react';
import { useAccessPaths } from '../../navigation/useAccessPaths';
import { PageContent } from '../states/PageContent';
import { AccessControlPage } from './AccessControlPage';

/** The page of the new frontend system, whose title leads to its first tab. */
export const AccessControlContent = () => {
  const titleLink = useAccessPaths()?.tab('roles');
  // Rendered again, as with each change of the URL, PageLayout is another component to React (Backstage 1.55): all below it
  // would be mounted anew, asked for again, and lose the focus.
  return useMemo(
    () => (
      <PageLayout
        title="Access Control"
        icon={<AccessControlIcon fontSize="inherit" />}
        titleLink={titleLink}
      >
        <PageContent>
          <AccessControlPage />
        </PageContent>
      </PageLayout>
    ),
    [titleLink],
  );
};
