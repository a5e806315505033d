// SPDX-License-Identifier: Apache-2.0
import LinearProgress from '@material-ui/core/LinearProgress';
import Paper from '@material-ui/core/Paper';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type { EventPageState } from '../../requests/useEventPage';
import { useKeptFocus } from '../../view/useKeptFocus';
import type { View } from '../../view/View';
import type { ViewActions } from '../../view/useView';
import { EventCards } from '../EventTable/EventCards';
import { EventTable } from '../EventTable/EventTable';
import { ListSkeleton } from '../list/ListSkeleton';
import { Pagination } from '../Pagination/Pagination';
import { LoadFailure } from '../states/LoadFailure';
import { NoEvents } from '../states/NoEvents';
import { PartialPageNotice } from '../states/PartialPageNotice';

const useStyles = makeStyles({
  root: { position: 'relative' },
  progress: { position: 'absolute', top: 0, left: 0, right: 0, zIndex: 3 },
  outdated: { opacity: 0.5 },
});

/** The events of the view, or why there are none. */
export const EventList = (props: {
  readonly view: View;
  readonly actions: ViewActions;
  readonly page: EventPageState;
  readonly isFiltered: boolean;
  /** The beginning that the search was sent with, for the next page to keep. */
  readonly from?: string;
  /** Ids of those that are in the archive. */
  readonly archivedIds: ReadonlySet<string>;
  readonly onOpen: (event: AuditEvent) => void;
}) => {
  const classes = useStyles();
  const isNarrow = useMediaQuery(
    (theme: Theme) => theme.breakpoints.down('sm'),
    { noSsr: true },
  );
  const { view, actions, page, from } = props;
  const keptFocus = useKeptFocus<HTMLDivElement>();

  if (page.error) {
    return (
      <LoadFailure what="the events" error={page.error} onRetry={page.retry} />
    );
  }
  if (!page.value) {
    return (
      <Paper>
        <ListSkeleton label="Loading events" rowHeight={isNarrow ? 88 : 28} />
      </Paper>
    );
  }

  const { items, pageInfo, scannedUntil, archive } = page.value;
  const { partial } = page;
  const { nextCursor, previousCursor } = pageInfo;
  // What is still to be found of this page lies before the next one, or after the one before.
  const goNext =
    nextCursor === undefined || (partial && !view.isBack)
      ? undefined
      : () =>
          actions.goTo({
            cursor: nextCursor,
            offset: view.offset + items.length,
            from,
          });
  const goBack =
    previousCursor === undefined || (partial && view.isBack)
      ? undefined
      : () =>
          actions.goTo({
            cursor: previousCursor,
            offset: Math.max(0, view.offset - view.limit),
            isBack: true,
            from,
          });
  const Events = isNarrow ? EventCards : EventTable;

  return (
    <Paper className={classes.root} aria-busy={page.loading} {...keptFocus}>
      {page.loading && (
        <LinearProgress className={classes.progress} aria-label="Loading" />
      )}
      <div className={page.loading ? classes.outdated : undefined}>
        {items.length > 0 && (
          <Events
            events={items}
            openEventId={view.eventId}
            archivedIds={props.archivedIds}
            onOpen={props.onOpen}
          />
        )}
        {items.length === 0 && !scannedUntil && (
          <NoEvents
            range={view.range}
            isFiltered={props.isFiltered}
            onRange={actions.setRange}
            onClear={actions.clearFilters}
          />
        )}
      </div>
      {partial && scannedUntil && (
        <PartialPageNotice
          scannedUntil={scannedUntil}
          archive={archive}
          search={partial}
        />
      )}
      <Pagination
        limit={view.limit}
        isFirst={view.cursor === undefined}
        onLimit={actions.setLimit}
        onFirst={actions.firstPage}
        onNext={goNext}
        onPrevious={goBack}
      />
    </Paper>
  );
};
