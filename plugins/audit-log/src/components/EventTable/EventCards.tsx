// SPDX-License-Identifier: Apache-2.0
import Divider from '@material-ui/core/Divider';
import { makeStyles } from '@material-ui/core/styles';
import { Fragment } from 'react';
import { ACTOR_PART, isErased } from '../../verification/erased';
import { ActorLabel } from '../cells/ActorLabel';
import { ArchivedMark } from '../cells/ArchivedMark';
import { DemonstrationMark } from '../cells/DemonstrationMark';
import { EventTime } from '../cells/EventTime';
import { LabelChip } from '../cells/LabelChip';
import { References } from '../cells/References';
import { OUTCOME_LABELS } from '../labels/outcomes';
import { EventAction } from './EventAction';
import type { EventListProps } from './EventTable';
import { moveBetweenEvents } from './moveBetweenEvents';

const useStyles = makeStyles(theme => ({
  root: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    fontFamily: theme.typography.fontFamily,
  },
  card: {
    display: 'grid',
    gap: theme.spacing(0.75),
    padding: theme.spacing(1.5),
    // Long names shrink instead of widening the page.
    '& > *': { minWidth: 0 },
  },
  open: {
    boxShadow: `inset 3px 0 ${theme.palette.primary.main}`,
  },
  line: {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'center',
    gap: theme.spacing(1),
    whiteSpace: 'nowrap',
    '& > *': { minWidth: 0 },
    '& > :last-child': { flexShrink: 0 },
  },
  time: { display: 'flex', gap: theme.spacing(1) },
  names: { overflow: 'hidden', whiteSpace: 'nowrap' },
  faint: {
    fontSize: theme.typography.caption.fontSize,
    color: theme.palette.text.secondary,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
}));

/** Events as cards, for a screen too narrow for the table. */
export const EventCards = (props: EventListProps) => {
  const classes = useStyles();
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul
      aria-label="Audit events"
      className={classes.root}
      onKeyDown={moveBetweenEvents}
    >
      {props.events.map((event, index) => (
        <Fragment key={event.id}>
          {index > 0 && <Divider component="li" aria-hidden />}
          <li
            className={`${classes.card} ${
              event.id === props.openEventId ? classes.open : ''
            }`}
          >
            <div className={classes.line}>
              <EventAction event={event} onOpen={props.onOpen} />
              <LabelChip label={OUTCOME_LABELS[event.outcome]} />
            </div>
            <div className={classes.names}>
              <ActorLabel
                actor={event.actor}
                isErased={isErased(event, ACTOR_PART)}
              />
            </div>
            {event.targets.length > 0 && (
              <div className={classes.names}>
                <References of={event.targets} />
              </div>
            )}
            <div className={`${classes.line} ${classes.faint}`}>
              <span className={classes.time}>
                <EventTime time={event.occurredAt} />
                {props.archivedIds.has(event.id) && <ArchivedMark />}
                <DemonstrationMark event={event} />
              </span>
              <span>{event.plugin}</span>
            </div>
          </li>
        </Fragment>
      ))}
    </ul>
  );
};
