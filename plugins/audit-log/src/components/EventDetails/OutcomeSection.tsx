// SPDX-License-Identifier: Apache-2.0
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { makeStyles } from '@material-ui/core/styles';
import { OUTCOME_LABELS } from '../labels/outcomes';
import type { EventSectionProps } from './EventSections';

const useStyles = makeStyles(theme => ({
  root: {
    marginBottom: theme.spacing(2.5),
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
  },
}));

/** Why the operation did not do what was asked; nothing when it did. */
export const OutcomeSection = ({ event }: EventSectionProps) => {
  const classes = useStyles();
  if (event.outcome === 'succeeded') {
    return null;
  }
  const { title, meaning } = OUTCOME_LABELS[event.outcome];
  return (
    <Alert
      severity={event.outcome === 'failed' ? 'error' : 'warning'}
      variant="outlined"
      className={classes.root}
    >
      <AlertTitle>{event.error?.name ?? title}</AlertTitle>
      {event.error?.message ?? meaning}
    </Alert>
  );
};
