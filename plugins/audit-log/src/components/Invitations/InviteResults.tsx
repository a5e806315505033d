// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { fieldErrors } from '../../requests/fieldErrors';
import { DialogFrame } from '../dialogs/DialogFrame';
import { INVITATION_FIELDS } from './Offer';
import { NoMailServer } from './NoMailServer';
import { ResultList } from './ResultList';
import { describeResults } from './describeResults';
import type { Inviting } from './useInviting';

const useStyles = makeStyles(theme => ({
  content: { '& > * + *': { marginTop: theme.spacing(1.5) } },
}));

/** What came of each address, with the links to hand over where no e-mail is sent. */
export const InviteResults = (props: {
  readonly inviting: Inviting;
  readonly onBack: () => void;
  readonly onClose: () => void;
}) => {
  const classes = useStyles();
  const { inviting, onBack, onClose } = props;
  const { list, results, interruption } = inviting;
  const left = list.items.length;
  return (
    <DialogFrame
      title="Invitations"
      maxWidth="md"
      isBusy={false}
      onClose={onClose}
    >
      <DialogContent className={classes.content}>
        {interruption && (
          <Alert severity="error" variant="outlined" role="alert">
            <AlertTitle>Not all were invited</AlertTitle>
            {sentence(interruption)}
          </Alert>
        )}
        <Typography role="status">{describeResults(results)}</Typography>
        <NoMailServer isShort />
        <ResultList results={results} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onBack}>
          {left > 0
            ? `Go on with ${left.toLocaleString()} left`
            : 'Invite others'}
        </Button>
        <Button
          // What was focused before, the button that invites, is gone.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          disableFocusRipple
          variant="contained"
          color="primary"
          onClick={onClose}
        >
          Done
        </Button>
      </DialogActions>
    </DialogFrame>
  );
};

/** Here, the field that it is about is out of sight. */
function sentence(interruption: Error): string | undefined {
  const { fields, general } = fieldErrors(interruption, INVITATION_FIELDS);
  return general ?? Object.values(fields)[0];
}
