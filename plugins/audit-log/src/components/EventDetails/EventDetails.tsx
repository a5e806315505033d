// SPDX-License-Identifier: Apache-2.0
import Drawer from '@material-ui/core/Drawer';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { useRef, type KeyboardEvent } from 'react';
import { useEvent } from '../../requests/useEvent';
import type { View } from '../../view/View';
import type { ViewActions } from '../../view/useView';
import { LoadFailure } from '../states/LoadFailure';
import { DetailsHeader } from './DetailsHeader';
import { EventSections } from './EventSections';

const useStyles = makeStyles(theme => ({
  paper: {
    fontFamily: theme.typography.fontFamily,
    width: 620,
    maxWidth: '100%',
    [theme.breakpoints.down('xs')]: { width: '100%' },
  },
  body: {
    padding: theme.spacing(2),
    overflowX: 'hidden',
  },
}));

/** Everything that was recorded of one event, beside the list; the whole screen of a phone. */
export const EventDetails = (props: {
  readonly view: View;
  readonly actions: ViewActions;
  /** The events of the page, for the ways to the one before and after. */
  readonly events: readonly AuditEvent[];
  /** Ids of those that are in the archive. */
  readonly archivedIds: ReadonlySet<string>;
  readonly onClosed: (eventId: string | undefined) => void;
}) => {
  const classes = useStyles();
  const { view, actions, events, archivedIds, onClosed } = props;
  const { eventId } = view;
  const index = events.findIndex(({ id }) => id === eventId);
  // A link can name an event that is not on the page.
  const request = useEvent(index < 0 ? eventId : undefined);
  const opened =
    index < 0
      ? request.value
      : { event: events[index], isArchived: archivedIds.has(eventId!) };
  const event = opened?.event;
  const previous = index > 0 ? events[index - 1] : undefined;
  const next = index < 0 ? undefined : events[index + 1];

  const lastOpen = useRef(eventId);
  lastOpen.current = eventId ?? lastOpen.current;

  const moveByKey = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
    const to = { j: next, k: previous }[key];
    if (to && !ctrlKey && !metaKey && !altKey) {
      actions.open(to.id);
    }
  };

  return (
    <Drawer
      anchor="right"
      open={eventId !== undefined}
      onClose={actions.close}
      // Where the focus came from is not where it belongs when another event is open by now.
      disableRestoreFocus
      SlideProps={{ onExited: () => onClosed(lastOpen.current) }}
      BackdropProps={{ invisible: true }}
      classes={{ paper: classes.paper }}
      PaperProps={
        {
          // Not on the drawer itself, where it would take the place of the handler of Escape.
          onKeyDown: moveByKey,
          role: 'dialog',
          'aria-modal': true,
          'aria-labelledby': 'audit-log-event',
        } as object
      }
    >
      <DetailsHeader
        event={event}
        isArchived={opened?.isArchived ?? false}
        onPrevious={previous && (() => actions.open(previous.id))}
        onNext={next && (() => actions.open(next.id))}
        onClose={actions.close}
      />
      <div className={classes.body}>
        {event && <EventSections event={event} view={view} actions={actions} />}
        {!event && request.error && (
          <LoadFailure
            what="the event"
            error={request.error}
            onRetry={request.retry}
          />
        )}
        {!event && request.loading && (
          <div role="status" aria-label="Loading the event">
            {[1, 2, 3].map(block => (
              <Skeleton key={block} height={120} />
            ))}
          </div>
        )}
      </div>
    </Drawer>
  );
};
