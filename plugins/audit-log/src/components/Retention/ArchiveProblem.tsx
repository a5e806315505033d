// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type { Retention } from 'backstage-plugin-audit-log-common';
import { formatTime } from '../labels/formatTime';

const useStyles = makeStyles({ root: { overflowWrap: 'anywhere' } });

/** Why the archive cannot be used, and since when; nothing while it can. */
export const ArchiveProblem = (props: {
  readonly of: Retention['archive'];
}) => {
  const classes = useStyles();
  const { problem, problemSince } = props.of;
  return problem ? (
    <Alert
      severity="error"
      variant="outlined"
      role="note"
      className={classes.root}
    >
      <AlertTitle>
        The archive cannot be used
        {problemSince && `, since ${formatTime.minute(problemSince)}`}
      </AlertTitle>
      <div>{problem}</div>
      Nothing is lost: events stay in the database until it can be used again.
    </Alert>
  ) : null;
};
