// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { JsonTree } from './JsonTree';
import { MissingValues } from './MissingValues';
import { statesOf } from './statesOf';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(2.5) },
}));

/** What the plugin reported beyond the fields that every event has, and what is missing of it. */
export const ReportedDetails = (props: { readonly event: AuditEvent }) => {
  const classes = useStyles();
  const { event } = props;
  const { details } = statesOf(event);
  const [redacted, truncated] = [event.redacted, event.truncated].map(
    (pointers = []) => pointers.filter(isShownHere),
  );
  const isEmpty = Object.keys(details).length === 0;
  if (isEmpty && redacted.length === 0 && truncated.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="audit-log-reported" className={classes.root}>
      <Typography
        variant="subtitle2"
        component="h3"
        id="audit-log-reported"
        gutterBottom
      >
        Reported details
      </Typography>
      {!isEmpty && (
        <JsonTree value={details} pointer="/meta" erased={event.erased} />
      )}
      <MissingValues
        pointers={redacted}
        why="Taken out before it was stored, because it looks like a secret"
      />
      <MissingValues
        pointers={truncated}
        why="Cut short before it was stored, because it was too large or could not be written as JSON"
      />
    </section>
  );
};

/** Those of changes are marked where the changes are. */
function isShownHere(pointer: string): boolean {
  return !/^\/changes(\/\d+\/(before|after)(\/|$)|$)/.test(pointer);
}
