// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import type { FormEvent, ReactNode } from 'react';
import { fieldErrors, type FieldErrors } from '../../requests/fieldErrors';
import { useAction } from '../../requests/useAction';
import { destructive } from './destructive';
import { DialogFrame } from './DialogFrame';

const useStyles = makeStyles(theme => ({
  // The form lies between the dialog and its parts, which share the height.
  form: { display: 'flex', flexDirection: 'column', minHeight: 0, flexGrow: 1 },
  content: {
    display: 'grid',
    alignContent: 'start',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    // Room for the labels of outlined fields, which stand on their border.
    paddingTop: theme.spacing(1),
  },
  foot: { padding: theme.spacing(0, 3) },
  destructive: destructive(theme),
}));

/** A form: its fields, and what became of sending it, beside the field that caused it or above the buttons. */
export const FormDialog = <F extends string>(props: {
  readonly title: string;
  /** The word on the button that sends it. */
  readonly action: string;
  /** Whether there is enough to send; true by default. */
  readonly isComplete?: boolean;
  /** How the server calls the fields that can show what is wrong with them. */
  readonly fieldNames?: readonly F[];
  readonly maxWidth?: 'xs' | 'sm' | 'md';
  /** True for what cannot be taken back. */
  readonly isDestructive?: boolean;
  /** Buttons before the one that sends, such as Back. */
  readonly otherActions?: ReactNode;
  readonly onSubmit: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: (errors: FieldErrors<F>) => ReactNode;
}) => {
  const classes = useStyles();
  const { title, action, isComplete = true, fieldNames = [], onClose } = props;
  const { isRunning, error, run } = useAction(props.onSubmit);
  const errors = fieldErrors(error, fieldNames);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Portals keep React's way of events: a form inside this one must not send it.
    event.stopPropagation();
    if (isComplete) {
      run();
    }
  };
  return (
    <DialogFrame
      title={title}
      maxWidth={props.maxWidth}
      isBusy={isRunning}
      onClose={onClose}
    >
      <form noValidate className={classes.form} onSubmit={submit}>
        <DialogContent className={classes.content}>
          {props.children(errors.fields)}
        </DialogContent>
        <div className={classes.foot}>
          {errors.general && (
            <Alert severity="error" variant="outlined" role="alert">
              {errors.general}
            </Alert>
          )}
          {isRunning && (
            <LinearProgress aria-label={`${action}: in progress`} />
          )}
        </div>
        <DialogActions>
          <Button disabled={isRunning} onClick={onClose}>
            Cancel
          </Button>
          {props.otherActions}
          <Button
            type="submit"
            variant="contained"
            color={props.isDestructive ? undefined : 'primary'}
            className={props.isDestructive ? classes.destructive : undefined}
            disabled={isRunning || !isComplete}
          >
            {action}
          </Button>
        </DialogActions>
      </form>
    </DialogFrame>
  );
};
