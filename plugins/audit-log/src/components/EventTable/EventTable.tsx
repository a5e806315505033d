// SPDX-License-Identifier: Apache-2.0
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { useMemo } from 'react';
import { columnsFor } from './columns';
import { EventRow } from './EventRow';
import { moveBetweenEvents } from './moveBetweenEvents';

const useStyles = makeStyles(theme => ({
  root: { tableLayout: 'fixed' },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 2,
    padding: theme.spacing(1),
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.background.paper,
    boxShadow: `inset 0 -1px ${theme.palette.divider}`,
  },
}));

export interface EventListProps {
  readonly events: readonly AuditEvent[];
  readonly openEventId?: string;
  /** Ids of those that are in the archive. */
  readonly archivedIds: ReadonlySet<string>;
  readonly onOpen: (event: AuditEvent) => void;
}

/** Events as rows. Arrow keys, or j and k, go from one event's button to the next. */
export const EventTable = (props: EventListProps) => {
  const classes = useStyles();
  const { events, archivedIds } = props;
  const columns = useMemo(
    () => columnsFor(events, archivedIds),
    [events, archivedIds],
  );
  return (
    <Table
      size="small"
      aria-label="Audit events"
      className={classes.root}
      onKeyDown={moveBetweenEvents}
    >
      <TableHead>
        <TableRow>
          {columns.map(column => (
            <TableCell
              key={column.title}
              className={classes.head}
              style={{ width: column.width }}
            >
              {column.title}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {events.map(event => (
          <EventRow
            key={event.id}
            event={event}
            isOpen={event.id === props.openEventId}
            isArchived={archivedIds.has(event.id)}
            onOpen={props.onOpen}
          />
        ))}
      </TableBody>
    </Table>
  );
};
