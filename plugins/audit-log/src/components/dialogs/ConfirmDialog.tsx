// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import type { ReactNode } from 'react';
import { messageOf } from '../../requests/messageOf';
import { useAction } from '../../requests/useAction';
import { destructive } from './destructive';
import { DialogFrame } from './DialogFrame';

const useStyles = makeStyles(theme => ({
  content: { '& > * + *': { marginTop: theme.spacing(1.5) } },
  destructive: destructive(theme),
}));

/** Asks once before something is done that takes access away; the children say what will happen. */
export const ConfirmDialog = (props: {
  readonly title: string;
  /** The word on the button, such as Delete. */
  readonly action: string;
  readonly children: ReactNode;
  /** Does it, and closes the dialog when it is done; what it rejects with is shown in place. */
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
  /** True for what takes nothing away. */
  readonly isHarmless?: boolean;
  /** The word on the button that leaves it; Cancel, unless that could be taken for the other. */
  readonly dismissal?: string;
}) => {
  const classes = useStyles();
  const { title, action, children, onConfirm, onClose, isHarmless } = props;
  const { dismissal = 'Cancel' } = props;
  const { isRunning, error, run } = useAction(onConfirm);
  return (
    <DialogFrame
      title={title}
      role="alertdialog"
      isBusy={isRunning}
      onClose={onClose}
    >
      <DialogContent className={classes.content}>
        {children}
        {error && (
          <Alert severity="error" variant="outlined" role="alert">
            {messageOf(error)}
          </Alert>
        )}
        {isRunning && <LinearProgress aria-label={`${action}: in progress`} />}
      </DialogContent>
      <DialogActions>
        {/* Whoever is asked can press Enter without harm. The ripple of a focus that comes with the button has no place yet. */}
        <Button
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          disableFocusRipple
          disabled={isRunning}
          onClick={onClose}
        >
          {dismissal}
        </Button>
        <Button
          variant="contained"
          color={isHarmless ? 'primary' : undefined}
          className={isHarmless ? undefined : classes.destructive}
          disabled={isRunning}
          onClick={run}
        >
          {action}
        </Button>
      </DialogActions>
    </DialogFrame>
  );
};
