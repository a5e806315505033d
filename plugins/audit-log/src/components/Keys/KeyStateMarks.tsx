// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import type { IngestionKey } from 'backstage-plugin-audit-log-common';
import { LabelChip } from '../cells/LabelChip';
import { KEY_STATE_LABELS, keyStates } from './keyStates';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
    verticalAlign: 'middle',
  },
}));

/** Where a key stands, in marks. */
export const KeyStateMarks = (props: { readonly of: IngestionKey }) => {
  const classes = useStyles();
  return (
    <span className={classes.root}>
      {keyStates(props.of).map(state => (
        <LabelChip key={state} label={KEY_STATE_LABELS[state]} />
      ))}
    </span>
  );
};
