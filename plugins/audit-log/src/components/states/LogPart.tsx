// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { useAuditLogPaths } from '../../navigation/useAuditLogPaths';
import { GuideLink, type GUIDE_TITLES } from './GuideLink';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(3),
    // Lets long values shrink instead of widening the page.
    gridTemplateColumns: 'minmax(0, 1fr)',
    '& button': { textTransform: 'none' },
  },
}));

/** A part of Audit Logs beside the list: what it is, the way back, and what is in it. */
export const LogPart = (props: {
  readonly title: string;
  readonly intro: string;
  readonly guide: keyof typeof GUIDE_TITLES;
  readonly children: ReactNode;
}) => {
  const classes = useStyles();
  const { title, intro, guide, children } = props;
  const paths = useAuditLogPaths();
  return (
    <div className={classes.root}>
      {paths && <Link to={paths.root}>← All events</Link>}
      <div>
        <Typography variant="h5" component="h2" gutterBottom>
          {title}
        </Typography>
        <Typography variant="body2">{intro}</Typography>
        <Typography variant="body2">
          <GuideLink name={guide} />
        </Typography>
      </div>
      {children}
    </div>
  );
};
