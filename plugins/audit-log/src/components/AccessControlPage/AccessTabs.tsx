// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { Link as RouterLink } from 'react-router-dom';
import type { AccessPaths } from '../../navigation/useAccessPaths';
import { ACCESS_TABS, type AccessTabPath } from '../../routes';

const useStyles = makeStyles(theme => ({
  root: { borderBottom: `1px solid ${theme.palette.divider}` },
  tab: {
    minWidth: 0,
    padding: theme.spacing(1, 2),
    textTransform: 'none',
    fontSize: theme.typography.body1.fontSize,
    // Material UI fades what is not chosen, and links have a color of their own.
    opacity: 1,
    color: theme.palette.text.primary,
    '&.Mui-selected': { color: theme.palette.primary.main },
  },
}));

export const tabId = (path: string) => `access-control-tab-${path}`;
export const PANEL_ID = 'access-control-panel';

/** The tabs of Access Control: links, so that they open in a browser's tab too. */
export const AccessTabs = (props: {
  readonly current: AccessTabPath | undefined;
  readonly paths: AccessPaths;
}) => {
  const classes = useStyles();
  return (
    <Tabs
      value={props.current ?? false}
      variant="scrollable"
      scrollButtons="off"
      indicatorColor="primary"
      aria-label="Access Control"
      className={classes.root}
    >
      {ACCESS_TABS.map(({ path, title }) => (
        <Tab
          key={path}
          id={tabId(path)}
          className={classes.tab}
          value={path}
          label={title}
          aria-controls={PANEL_ID}
          component={RouterLink}
          to={props.paths.tab(path)}
        />
      ))}
    </Tabs>
  );
};
