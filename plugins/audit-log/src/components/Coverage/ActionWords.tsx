// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { CoveredAction } from 'backstage-plugin-audit-log-common';

const useStyles = makeStyles(theme => ({
  id: { fontWeight: 400, fontSize: '0.75rem' },
  description: { color: theme.palette.text.secondary },
}));

/** What an action is called, which is also the way to its events, and what it means. */
export const ActionWords = (props: {
  readonly of: CoveredAction;
  /** Absent where the app does not have the list. */
  readonly to: string | undefined;
}) => {
  const classes = useStyles();
  const { action, title, description } = props.of;
  return (
    <>
      {props.to ? (
        <Link to={props.to} title={`Events of ${action}`}>
          {title}
        </Link>
      ) : (
        title
      )}
      <div>
        <code className={classes.id}>{action}</code>
      </div>
      <Typography
        variant="caption"
        component="div"
        className={classes.description}
      >
        {description}
      </Typography>
    </>
  );
};
