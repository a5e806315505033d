// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { QuarantinedEvent } from 'backstage-plugin-audit-log-common';
import { useAccessPaths } from '../../navigation/useAccessPaths';
import { SubjectLink } from '../access/SubjectLink';
import { EventTime } from '../cells/EventTime';
import { LabelChip } from '../cells/LabelChip';
import type { AccessColumn } from '../list/AccessTable';
import { ShortText } from '../list/ShortText';
import { heldEventTitle } from './heldEventTitle';
import { REASONS } from './reasons';

const useStyles = makeStyles(theme => ({
  detail: { color: theme.palette.text.secondary, fontWeight: 400 },
}));

const HeldEventName = (props: { readonly of: QuarantinedEvent }) => {
  const classes = useStyles();
  const { of: event } = props;
  const { id, type, sourceId } = event;
  const to = useAccessPaths()?.heldEvent(id);
  const name = <ShortText text={heldEventTitle(event)} />;
  return (
    <>
      {to ? <Link to={to}>{name}</Link> : name}
      {type && sourceId && (
        <span className={classes.detail}>
          <ShortText text={sourceId} />
        </span>
      )}
    </>
  );
};

/** What the list says of each event that is held. */
export const HELD_EVENT_COLUMNS: readonly AccessColumn<QuarantinedEvent>[] = [
  {
    title: 'Event',
    width: '26%',
    cell: event => <HeldEventName of={event} />,
  },
  {
    title: 'Received',
    width: 148,
    cell: ({ receivedAt, lastReceivedAt, times }) => (
      <>
        <EventTime time={receivedAt} />
        {times > 1 && (
          <>
            <br />
            {times.toLocaleString()} times, last{' '}
            <EventTime time={lastReceivedAt} />
          </>
        )}
      </>
    ),
  },
  {
    title: 'Source',
    width: '17%',
    cell: ({ source }) => source && <ShortText text={source} />,
  },
  {
    title: 'Sent with',
    width: '14%',
    cell: ({ emitter }) => <SubjectLink of={emitter} />,
  },
  {
    title: 'Reason',
    cell: ({ reason, message }) => (
      <>
        <LabelChip label={REASONS[reason]} />
        <ShortText text={message} />
      </>
    ),
  },
];
