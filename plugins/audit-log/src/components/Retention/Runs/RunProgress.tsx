// SPDX-License-Identifier: Apache-2.0
import LinearProgress from '@material-ui/core/LinearProgress';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { RetentionRun } from 'backstage-plugin-audit-log-common';
import { STEP_TITLES } from './runStates';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(1.5, 2), overflowWrap: 'anywhere' },
}));

/** What a run is doing, and how far that is. */
export const RunProgress = (props: { readonly of: RetentionRun }) => {
  const classes = useStyles();
  const { progress } = props.of;
  const part = progress && progress.of > 0 && progress.events / progress.of;
  return (
    <Paper className={classes.root}>
      <Typography variant="body2" gutterBottom>
        {progress ? (
          <>
            {STEP_TITLES[progress.step]}: <bdi>{progress.file}</bdi>,{' '}
            {progress.events.toLocaleString()} of {progress.of.toLocaleString()}{' '}
            events
          </>
        ) : (
          'Looking for what is due'
        )}
      </Typography>
      <LinearProgress
        aria-label="Run"
        {...(typeof part === 'number' && {
          variant: 'determinate' as const,
          value: Math.min(100, part * 100),
        })}
      />
    </Paper>
  );
};
