// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import type { Verification } from 'backstage-plugin-audit-log-common';
import { auditLogApiRef } from '../../api';
import { messageOf } from '../../requests/messageOf';
import { useAction } from '../../requests/useAction';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'center',
    padding: theme.spacing(1.5, 2),
  },
}));

/** How far a verification is, and the way to stop it. */
export const RunProgress = (props: {
  readonly of: Verification;
  readonly onStopped: () => void;
}) => {
  const classes = useStyles();
  const { of: run, onStopped } = props;
  const api = useApi(auditLogApiRef);
  const stop = useAction(async () => {
    await api.stopVerification(run.id);
    onStopped();
  });
  const total = run.to - run.from;
  return (
    <Paper className={classes.root}>
      <div>
        <Typography variant="body2" gutterBottom>
          Verified {run.verified.toLocaleString()} of {total.toLocaleString()}{' '}
          events
          {run.findingCount > 0 &&
            `, ${run.findingCount.toLocaleString()} found that are not as they were`}
        </Typography>
        <LinearProgress
          aria-label="Verification"
          variant="determinate"
          value={total > 0 ? Math.min(100, (run.verified / total) * 100) : 100}
        />
      </div>
      <Button disabled={stop.isRunning} onClick={stop.run}>
        Stop
      </Button>
      {stop.error && (
        <Alert severity="error" variant="outlined">
          {messageOf(stop.error)}
        </Alert>
      )}
    </Paper>
  );
};
