// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Checkpoint } from 'backstage-plugin-audit-log-common';
import { CopyButton } from '../EventDetails/CopyButton';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
  },
  note: {
    margin: 0,
    padding: theme.spacing(1.5),
    overflow: 'auto',
    fontSize: '0.75rem',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.paper,
  },
}));

/** The latest checkpoint, to be kept where the portal cannot reach it. */
export const CheckpointNote = (props: { readonly of: Checkpoint }) => {
  const classes = useStyles();
  const { note } = props.of;
  return (
    <div>
      <div className={classes.head}>
        <Typography variant="body2">
          The latest checkpoint. Whoever keeps one elsewhere can later show that
          nothing of what it covers was changed or cut off.
        </Typography>
        <CopyButton label="Copy the checkpoint" text={() => note} />
      </div>
      {/* Scrollable with the keyboard, too. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes.note} tabIndex={0} aria-label="Checkpoint">
        {note}
      </pre>
    </div>
  );
};
