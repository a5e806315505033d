// SPDX-License-Identifier: Apache-2.0
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type { QuarantinedEvent } from 'backstage-plugin-audit-log-common';
import { PageSection } from '../access/PageSection';
import { SubjectLink } from '../access/SubjectLink';
import { EventTime } from '../cells/EventTime';
import { Field } from '../EventDetails/Field';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(1.5, 2) },
  fields: { margin: 0 },
}));

/** When a held event came, from where, and what it calls itself. */
export const HeldEventFacts = (props: { readonly of: QuarantinedEvent }) => {
  const classes = useStyles();
  const { source, sourceId, type, emitter, receivedAt, lastReceivedAt, times } =
    props.of;
  return (
    <PageSection title="Details">
      <Paper className={classes.root}>
        <dl className={classes.fields}>
          <Field name="Received">
            <EventTime time={receivedAt} />
          </Field>
          <Field name="Sent again">
            {times > 1 ? (
              <>
                {times.toLocaleString()} times in all, last{' '}
                <EventTime time={lastReceivedAt} />
              </>
            ) : undefined}
          </Field>
          <Field name="Sent with">
            <SubjectLink of={emitter} />
          </Field>
          <Field name="Source">{source && <bdi>{source}</bdi>}</Field>
          <Field name="Id">{sourceId && <bdi>{sourceId}</bdi>}</Field>
          <Field name="Type">{type && <bdi>{type}</bdi>}</Field>
        </dl>
      </Paper>
    </PageSection>
  );
};
