// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import type { LedgerStatus } from 'backstage-plugin-audit-log-common';
import { EventTime } from '../cells/EventTime';
import { Field } from '../EventDetails/Field';
import { keyIdsOf } from './keyIdsOf';

const useStyles = makeStyles({ root: { margin: 0 } });

/** How much of the ledger is sealed and verified, by what and when. */
export const LedgerFacts = (props: { readonly of: LedgerStatus }) => {
  const classes = useStyles();
  const { events, sealed, checkpoint, verified } = props.of;
  return (
    <dl className={classes.root}>
      <Field name="Recorded">{events.toLocaleString()} events</Field>
      <Field name="Sealed">{sealed.toLocaleString()} of them</Field>
      <Field name="Last signed">
        {checkpoint && <EventTime time={checkpoint.sealedAt} />}
      </Field>
      <Field name="With the key">
        {checkpoint && <code>{keyIdsOf(checkpoint).join(', ')}</code>}
      </Field>
      <Field name="Verified">
        {verified && (
          <>
            the first {verified.size.toLocaleString()},{' '}
            <EventTime time={verified.at} />
          </>
        )}
      </Field>
    </dl>
  );
};
