// SPDX-License-Identifier: Apache-2.0
import Dialog from '@material-ui/core/Dialog';
import DialogTitle from '@material-ui/core/DialogTitle';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { useElementId } from '../../view/useElementId';

const useStyles = makeStyles({
  root: { '& button': { textTransform: 'none' } },
});

/** A dialog with its title; the whole screen on a phone. It stays open while something is being done. */
export const DialogFrame = (props: {
  readonly title: string;
  readonly role?: 'dialog' | 'alertdialog';
  readonly maxWidth?: 'xs' | 'sm' | 'md';
  readonly isBusy: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) => {
  const classes = useStyles();
  const { title, role = 'dialog', maxWidth = 'sm', isBusy, onClose } = props;
  const id = useElementId('dialog');
  const isPhone = useMediaQuery(
    (theme: Theme) => theme.breakpoints.down('xs'),
    { noSsr: true },
  );
  return (
    <Dialog
      open
      fullWidth
      maxWidth={maxWidth}
      fullScreen={isPhone && role === 'dialog'}
      className={classes.root}
      onClose={isBusy ? undefined : onClose}
      PaperProps={{ role, 'aria-labelledby': id } as object}
    >
      <DialogTitle id={id}>
        <bdi>{title}</bdi>
      </DialogTitle>
      {props.children}
    </Dialog>
  );
};
