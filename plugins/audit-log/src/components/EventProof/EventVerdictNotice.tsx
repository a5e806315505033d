// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import DownloadIcon from '@material-ui/icons/GetApp';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { downloadProof } from './downloadProof';
import { ProofSteps } from './ProofSteps';
import type { CheckedProof } from './useEventProof';
import { verdictWords } from './verdictWords';

const useStyles = makeStyles(theme => ({
  root: { overflowWrap: 'anywhere' },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  },
}));

/** What came of verifying an event: what it means, what was checked, and what to do where it failed. */
export const EventVerdictNotice = (props: {
  readonly of: CheckedProof;
  readonly onAgain: () => void;
}) => {
  const classes = useStyles();
  const { of: checked, onAgain } = props;
  const { severity, title, meaning, remedy } = verdictWords(checked);
  return (
    <>
      <Alert
        severity={severity}
        variant="outlined"
        role="note"
        className={classes.root}
      >
        <AlertTitle>{title}</AlertTitle>
        {meaning}
        {remedy && <p>{remedy}</p>}
        <ProofSteps of={checked} />
      </Alert>
      <div className={classes.actions}>
        <Button
          size="small"
          variant="outlined"
          startIcon={<DownloadIcon />}
          onClick={() => downloadProof(checked.proof)}
        >
          Download proof
        </Button>
        <Button size="small" onClick={onAgain}>
          Verify again
        </Button>
      </div>
    </>
  );
};
