// SPDX-License-Identifier: Apache-2.0
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import type { LedgerStatus } from 'backstage-plugin-audit-log-common';
import type { RequestState } from '../../requests/useRequest';
import { PageSection } from '../access/PageSection';
import { LabelChip } from '../cells/LabelChip';
import { ListSkeleton } from '../list/ListSkeleton';
import { LoadFailure } from '../states/LoadFailure';
import { CheckpointNote } from './CheckpointNote';
import { LedgerFacts } from './LedgerFacts';
import { ledgerLabel } from './ledgerLabel';
import { SealingKeys } from './SealingKeys';

const useStyles = makeStyles(theme => ({
  state: {
    display: 'grid',
    gap: theme.spacing(1.5),
    gridTemplateColumns: 'minmax(0, 1fr)',
    justifyItems: 'start',
    padding: theme.spacing(1.5, 2),
  },
  problem: { width: '100%', overflowWrap: 'anywhere' },
}));

const LedgerState = (props: { readonly of: LedgerStatus }) => {
  const classes = useStyles();
  const { of: status } = props;
  const label = ledgerLabel(status);
  return (
    <Paper className={classes.state}>
      <LabelChip label={label} />
      <Typography variant="body2">{label.meaning}</Typography>
      {status.problems.map(({ code, message }) => (
        <Alert
          key={`${code} ${message}`}
          severity={code === 'altered' ? 'error' : 'warning'}
          variant="outlined"
          role="note"
          className={classes.problem}
        >
          {message}
        </Alert>
      ))}
      <LedgerFacts of={status} />
    </Paper>
  );
};

/** How the ledger stands: what is sealed, what the portal has signed, and with which keys. */
export const LedgerSection = (props: {
  readonly request: RequestState<LedgerStatus>;
}) => {
  const { value, error, retry } = props.request;
  return (
    <PageSection title="Ledger">
      {error && (
        <LoadFailure
          what="the state of the ledger"
          error={error}
          onRetry={retry}
        />
      )}
      {!value && !error && (
        <Paper>
          <ListSkeleton
            label="Loading the state of the ledger"
            rowHeight={28}
            rows={4}
          />
        </Paper>
      )}
      {value && <LedgerState of={value} />}
      {value?.checkpoint && <CheckpointNote of={value.checkpoint} />}
      {value?.isSealing && <SealingKeys />}
    </PageSection>
  );
};
