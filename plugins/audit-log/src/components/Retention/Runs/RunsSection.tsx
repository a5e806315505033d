// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type { Retention } from 'backstage-plugin-audit-log-common';
import { useListView } from '../../../view/useListView';
import { PageSection } from '../../access/PageSection';
import { formatTime } from '../../labels/formatTime';
import { ExpandableTable } from '../../list/ExpandableTable';
import { EmptyState } from '../../states/EmptyState';
import { RETENTION_RUN_COLUMNS, waitingWords } from './runColumns';
import { RunDialog } from './RunDialog';
import { RunProgress } from './RunProgress';

const DIALOG = 'run';

const useStyles = makeStyles({ waiting: { overflowWrap: 'anywhere' } });

/** When what is due is archived and removed, what came of it the last times, and what waits. */
export const RunsSection = (props: {
  readonly of: Retention;
  readonly onChanged: () => void;
}) => {
  const classes = useStyles();
  const { of: retention, onChanged } = props;
  const { runs, nextRunAt, clock } = retention;
  const { view, actions } = useListView();
  const running = runs.find(({ state }) => state === 'running');
  const { waiting = [] } = runs.find(run => run !== running) ?? {};
  return (
    <PageSection
      title="Runs"
      actions={
        <Button
          variant="outlined"
          disabled={running !== undefined}
          onClick={() => actions.openDialog(DIALOG)}
        >
          Run now…
        </Button>
      }
    >
      <Typography variant="body2">
        A run archives and removes what is due.{' '}
        {nextRunAt && `The next one is at ${formatTime.minute(nextRunAt)}.`}
      </Typography>
      {running && <RunProgress of={running} />}
      {waiting.length > 0 && (
        <Alert
          severity="warning"
          variant="outlined"
          role="note"
          className={classes.waiting}
        >
          <AlertTitle>Was due, and waits</AlertTitle>
          {waiting.map(one => (
            <div key={waitingWords(one)}>{waitingWords(one)}</div>
          ))}
        </Alert>
      )}
      <Paper>
        {runs.length > 0 ? (
          <ExpandableTable
            label="Runs"
            items={runs}
            keyOf={({ id }) => id}
            columns={RETENTION_RUN_COLUMNS}
          />
        ) : (
          <EmptyState
            title="Nothing was due yet"
            hint="Runs begin by themselves, and are listed here with what they did."
          />
        )}
      </Paper>
      {view.dialog === DIALOG && (
        <RunDialog
          isClockInDoubt={clock !== undefined}
          onStarted={onChanged}
          onClose={actions.closeDialog}
        />
      )}
    </PageSection>
  );
};
