// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import RefreshIcon from '@material-ui/icons/Refresh';
import Alert from '@material-ui/lab/Alert';
import type { Health } from 'backstage-plugin-audit-log-common';
import { useHealth } from '../../requests/useHealth';
import { PageSection } from '../access/PageSection';
import { ListSkeleton } from '../list/ListSkeleton';
import { LoadFailure } from '../states/LoadFailure';
import { RecordingFacts } from './RecordingFacts';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1.5),
    gridTemplateColumns: 'minmax(0, 1fr)',
    padding: theme.spacing(1.5, 2),
    overflowWrap: 'anywhere',
  },
}));

const RecordingState = (props: { readonly of: Health }) => {
  const classes = useStyles();
  const { of: health } = props;
  return (
    <Paper className={classes.root}>
      {health.problems.length === 0 && (
        <Alert severity="success" variant="outlined" role="note">
          Recording keeps up
        </Alert>
      )}
      {health.problems.map(({ code, message }) => (
        <Alert
          key={`${code} ${message}`}
          severity="warning"
          variant="outlined"
          role="note"
        >
          {message}
        </Alert>
      ))}
      <RecordingFacts of={health} />
      <Typography variant="body2" color="textSecondary">
        Of the backend process that answered. Each has a journal of its own.
      </Typography>
    </Paper>
  );
};

/** Whether what happens is recorded as it happens, and what waits or is broken where it is not. */
export const RecordingSection = () => {
  const { value, error, loading, retry } = useHealth();
  return (
    <PageSection
      title="Recording"
      actions={
        <Button startIcon={<RefreshIcon />} onClick={retry}>
          Refresh
        </Button>
      }
    >
      {error && (
        <LoadFailure
          what="the state of recording"
          error={error}
          onRetry={retry}
        />
      )}
      {loading && (
        <Paper>
          <ListSkeleton
            label="Loading the state of recording"
            rowHeight={28}
            rows={4}
          />
        </Paper>
      )}
      {value && <RecordingState of={value} />}
    </PageSection>
  );
};
