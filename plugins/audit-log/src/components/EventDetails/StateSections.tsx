// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { useId } from 'react';
import { JsonTree } from './JsonTree';
import { type RecordedState, statesOf } from './statesOf';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(2.5) },
}));

const StateSection = (props: {
  readonly of: RecordedState;
  readonly erased?: readonly string[];
}) => {
  const classes = useStyles();
  const id = useId();
  const { title, value, pointer } = props.of;
  return (
    <section aria-labelledby={id} className={classes.root}>
      <Typography variant="subtitle2" component="h3" id={id} gutterBottom>
        {title}
      </Typography>
      <JsonTree value={value} pointer={pointer} erased={props.erased} />
    </section>
  );
};

/** All of what was created or deleted; nothing where the event does not hold it. */
export const StateSections = (props: { readonly event: AuditEvent }) => (
  <>
    {statesOf(props.event).states.map(state => (
      <StateSection key={state.title} of={state} erased={props.event.erased} />
    ))}
  </>
);
