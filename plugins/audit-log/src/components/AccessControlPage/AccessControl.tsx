// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import { accessControlReadPermission } from 'backstage-plugin-audit-log-common';
import { useParams } from 'react-router-dom';
import { useAccessPaths } from '../../navigation/useAccessPaths';
import { ACCESS_TABS } from '../../routes';
import { CatalogNotice } from '../access/CatalogNotice';
import { useOwnAccess } from '../access/OwnAccess';
import { LoadFailure } from '../states/LoadFailure';
import { AccessRoutes } from './AccessRoutes';
import { AccessTabs, PANEL_ID, tabId } from './AccessTabs';
import { NoAccessControl } from './NoAccessControl';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    // Lets long values shrink instead of widening the page.
    gridTemplateColumns: 'minmax(0, 1fr)',
    '& button, & a[role="button"]': { textTransform: 'none' },
    // Labels of fields that lie on the page itself, which is darker than paper.
    '& label.MuiInputLabel-root:not(.Mui-focused):not(.Mui-error)': {
      color: theme.palette.text.primary,
    },
  },
  panel: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignContent: 'start',
  },
}));

/** The tabs, and below them the list or the page that the URL says. */
export const AccessControl = () => {
  const classes = useStyles();
  const { value, error, retry, missing } = useOwnAccess();
  const paths = useAccessPaths();
  // What the page's own path leaves of the URL.
  const [section] = (useParams()['*'] ?? '').split('/');
  const current = ACCESS_TABS.find(({ path }) => path === section)?.path;

  const isRefused =
    value?.authorization === 'roles' &&
    missing([accessControlReadPermission.name]).length > 0;
  if (isRefused || !paths) {
    return <NoAccessControl />;
  }
  return (
    <div className={classes.root}>
      <AccessTabs current={current} paths={paths} />
      {error && (
        <LoadFailure what="your own access" error={error} onRetry={retry} />
      )}
      <CatalogNotice />
      <div
        id={PANEL_ID}
        role="tabpanel"
        aria-labelledby={current && tabId(current)}
        aria-label={current ? undefined : 'Access Control'}
        className={classes.panel}
      >
        <AccessRoutes paths={paths} />
      </div>
    </div>
  );
};
