// SPDX-License-Identifier: Apache-2.0
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { memo, type MouseEvent } from 'react';
import { ActorLabel } from '../cells/ActorLabel';
import { ArchivedMark } from '../cells/ArchivedMark';
import { DemonstrationMark } from '../cells/DemonstrationMark';
import { EventTime } from '../cells/EventTime';
import { LabelChip } from '../cells/LabelChip';
import { References } from '../cells/References';
import { ACTOR_PART, isErased } from '../../verification/erased';
import { ErasedMark } from '../cells/ErasedMark';
import { OUTCOME_LABELS } from '../labels/outcomes';
import { EventAction } from './EventAction';

const useStyles = makeStyles(theme => ({
  row: {
    cursor: 'pointer',
    // Material UI's own is of the secondary color, which reads as an error; a darker one leaves faint text too faint.
    '&&.Mui-selected': {
      backgroundColor: theme.palette.action.hover,
      boxShadow: `inset 3px 0 ${theme.palette.primary.main}`,
    },
  },
  time: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: theme.spacing(0.5),
  },
  cell: {
    padding: theme.spacing(0.75, 1),
    fontSize: '0.8125rem',
    // Backstage's own of 1 cuts the feet off letters where text is clipped.
    lineHeight: 1.43,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
}));

export interface EventRowProps {
  readonly event: AuditEvent;
  readonly isOpen: boolean;
  readonly isArchived: boolean;
  readonly onOpen: (event: AuditEvent) => void;
}

/** One event. A click anywhere but on a link opens it; the keyboard has the button in the action cell. */
export const EventRow = memo((props: EventRowProps) => {
  const classes = useStyles();
  const { event, isOpen, isArchived, onOpen } = props;
  const isActorErased = isErased(event, ACTOR_PART);
  const openUnlessLink = ({ target }: MouseEvent) => {
    if (!(target as Element).closest('a, button')) {
      onOpen(event);
    }
  };
  return (
    <TableRow
      hover
      selected={isOpen}
      className={classes.row}
      onClick={openUnlessLink}
    >
      <TableCell className={classes.cell}>
        <span className={classes.time}>
          <EventTime time={event.occurredAt} />
          {isArchived && <ArchivedMark />}
          <DemonstrationMark event={event} />
        </span>
      </TableCell>
      <TableCell className={classes.cell}>
        <ActorLabel actor={event.actor} isErased={isActorErased} />
      </TableCell>
      <TableCell className={classes.cell}>
        <EventAction event={event} onOpen={onOpen} />
      </TableCell>
      <TableCell className={classes.cell}>
        <LabelChip label={OUTCOME_LABELS[event.outcome]} />
      </TableCell>
      <TableCell className={classes.cell}>
        <References of={event.targets} />
      </TableCell>
      <TableCell className={classes.cell}>
        <References of={event.projects} />
      </TableCell>
      <TableCell className={classes.cell} title={event.plugin}>
        {event.plugin}
      </TableCell>
      <TableCell className={classes.cell} title={event.request?.address}>
        {isActorErased && event.request ? (
          <ErasedMark />
        ) : (
          event.request?.address
        )}
      </TableCell>
    </TableRow>
  );
});
