// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type { ReactNode } from 'react';
import { useListView } from '../../view/useListView';

const useStyles = makeStyles(theme => ({
  root: {
    overflowWrap: 'anywhere',
    // On a phone the button has a line of its own.
    [theme.breakpoints.down('xs')]: { flexWrap: 'wrap' },
  },
  message: {
    [theme.breakpoints.down('xs')]: { flex: '1 1 0', minWidth: '80%' },
  },
}));

/** Something that somebody should see before all else, with what can be done about it, which is asked about first. */
export const Attention = (props: {
  readonly title: string;
  /** The word on the button. */
  readonly action: string;
  readonly isDisabled?: boolean;
  /** How the question is called in the URL. */
  readonly dialog: string;
  /** A dialog that asks. */
  readonly question: (onClose: () => void) => ReactNode;
  readonly children: ReactNode;
}) => {
  const classes = useStyles();
  const { title, action, isDisabled, dialog, question, children } = props;
  const { view, actions } = useListView();
  return (
    <>
      <Alert
        severity="warning"
        variant="outlined"
        role="note"
        classes={{ root: classes.root, message: classes.message }}
        action={
          <Button
            color="inherit"
            size="small"
            aria-haspopup="dialog"
            disabled={isDisabled}
            onClick={() => actions.openDialog(dialog)}
          >
            {action}
          </Button>
        }
      >
        <AlertTitle>{title}</AlertTitle>
        {children}
      </Alert>
      {view.dialog === dialog && question(actions.closeDialog)}
    </>
  );
};
