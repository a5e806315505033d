// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import type { Retention } from 'backstage-plugin-audit-log-common';
import { Field } from '../../EventDetails/Field';
import { eventsInWords } from '../../labels/eventsInWords';
import { bytesInWords } from '../../Recording/bytesInWords';

const useStyles = makeStyles(theme => ({
  root: { margin: 0, padding: theme.spacing(1.5, 2) },
}));

/** How much there is, how fast it grows, and what it comes to if that goes on. */
export const TotalFacts = (props: { readonly of: Retention }) => {
  const classes = useStyles();
  const { totals, growth } = props.of;
  return (
    <dl className={classes.root}>
      <Field name="Live">{withSize(totals.liveEvents, totals.liveBytes)}</Field>
      <Field name="Archived">
        {withSize(totals.archivedEvents, totals.archivedBytes)}
      </Field>
      <Field name="Removed">
        {totals.removedEvents > 0 ? eventsInWords(totals.removedEvents) : ''}
      </Field>
      <Field name="Each month">{monthWords(growth)}</Field>
      <Field name="Will come to">{expectedWords(props.of)}</Field>
    </dl>
  );
};

function withSize(events: number, bytes: number | undefined): string {
  if (events === 0) {
    return 'Nothing';
  }
  return bytes === undefined
    ? eventsInWords(events)
    : `${eventsInWords(events)}, ${bytesInWords(bytes)}`;
}

function monthWords(growth: Retention['growth']): string {
  const { eventsPerMonth, bytesPerEvent, archivedBytesPerEvent } = growth;
  if (eventsPerMonth === 0) {
    return '';
  }
  return [
    `About ${eventsInWords(eventsPerMonth)}`,
    bytesPerEvent !== undefined &&
      `${bytesInWords(eventsPerMonth * bytesPerEvent)} live`,
    archivedBytesPerEvent !== undefined &&
      `${bytesInWords(eventsPerMonth * archivedBytesPerEvent)} in the archive`,
  ]
    .filter(Boolean)
    .join(', ');
}

function expectedWords({ growth, policy }: Retention): string {
  const { liveBytesExpected, archivedBytesExpected } = growth;
  const archived =
    archivedBytesExpected === undefined
      ? policy.policy.archive === 'forever' && 'an archive that always grows'
      : `${bytesInWords(archivedBytesExpected)} in the archive`;
  return [
    liveBytesExpected !== undefined &&
      `${bytesInWords(liveBytesExpected)} live`,
    archived,
  ]
    .filter(Boolean)
    .join(' and ');
}
