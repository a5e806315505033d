// SPDX-License-Identifier: Apache-2.0
import IconButton from '@material-ui/core/IconButton';
import Paper from '@material-ui/core/Paper';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import RefreshIcon from '@material-ui/icons/Refresh';
import Alert from '@material-ui/lab/Alert';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { useCallback, useMemo, useReducer } from 'react';
import { statusOf } from '../../requests/statusOf';
import { useEventPage } from '../../requests/useEventPage';
import { useEventSummary } from '../../requests/useEventSummary';
import { useLedgerStatus } from '../../requests/useLedgerStatus';
import { activeFilters } from '../../view/filters';
import { useRequestedSearch } from '../../view/useRequestedSearch';
import { useView } from '../../view/useView';
import { EventDetails } from '../EventDetails/EventDetails';
import { focusEvent } from '../EventTable/focusEvent';
import { ExportMenu } from '../ExportMenu/ExportMenu';
import { FilterBar } from '../FilterBar/FilterBar';
import { ListSearch } from '../list/ListSearch';
import { LoadFailure } from '../states/LoadFailure';
import { NoAuditLogAccess } from './NoAuditLogAccess';
import { TimeRangePicker } from '../TimeRangePicker/TimeRangePicker';
import { Timeline } from '../Timeline/Timeline';
import { AlterationNotice } from './AlterationNotice';
import { CoverageLink } from './CoverageLink';
import { EventCount } from './EventCount';
import { EventList } from './EventList';
import { IntegrityLink } from './IntegrityLink';
import { LedgerState } from './LedgerState';
import { OrderToggle } from './OrderToggle';
import { RetentionLink } from './RetentionLink';
import { useStaleCursor } from './useStaleCursor';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    // Lets long values shrink instead of widening the page.
    gridTemplateColumns: 'minmax(0, 1fr)',
    '& button': { textTransform: 'none' },
  },
  toolbar: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    alignItems: 'center',
  },
  search: { display: 'flex', flex: '1 1 280px' },
  parts: { display: 'flex' },
  timeline: { padding: theme.spacing(1.5) },
  count: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  order: { marginLeft: 'auto', whiteSpace: 'nowrap' },
  states: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: theme.spacing(1),
  },
}));

/** The log, as the URL says. */
export const AuditLogs = () => {
  const classes = useStyles();
  const isNarrow = useMediaQuery(
    (theme: Theme) => theme.breakpoints.down('sm'),
    { noSsr: true },
  );
  const { view, actions } = useView();
  const [refreshes, refresh] = useReducer((count: number) => count + 1, 0);
  const search = useRequestedSearch(view, refreshes);
  const page = useEventPage(search, {
    limit: view.limit,
    cursor: view.cursor,
    isBack: view.isBack ?? false,
  });
  const summary = useEventSummary(search);
  const ledger = useLedgerStatus();
  const stale = useStaleCursor(view, page, actions.dropCursor);
  const onOpen = useCallback(
    (event: AuditEvent) => actions.open(event.id),
    [actions],
  );

  // New events keep arriving; a file of this view ends where the view does.
  const viewEnd = page.value?.window.to;
  const viewStart = page.value?.window.from;
  const exported = useMemo(
    () => ({
      ...search,
      from: search.from ?? viewStart,
      to: search.to ?? viewEnd,
    }),
    [search, viewStart, viewEnd],
  );

  const archived = page.value?.archive;
  const archivedIds = useMemo(() => new Set(archived?.ids), [archived]);

  if (statusOf(page.error) === 403) {
    return <NoAuditLogAccess />;
  }
  return (
    <div className={classes.root}>
      <AlterationNotice status={ledger.value} />
      <div className={classes.toolbar}>
        <div className={classes.search}>
          <ListSearch
            text={view.search.q ?? ''}
            label="Search events"
            placeholder="Search names, actions, errors …"
            maxLength={1000}
            onSearch={actions.setText}
          />
        </div>
        <TimeRangePicker
          view={view}
          onRange={actions.setRange}
          onWindow={actions.setWindow}
        />
        <ExportMenu search={exported} total={summary.value?.total.count} />
        <nav className={classes.parts} aria-label="Parts of Audit Logs">
          <CoverageLink />
          <IntegrityLink />
          <RetentionLink />
        </nav>
      </div>
      <FilterBar search={view.search} actions={actions} />
      {stale.wasStale && (
        <Alert severity="info" variant="outlined" onClose={stale.dismiss}>
          The link led to a page that is no longer there; this is the first one.
        </Alert>
      )}
      {summary.error && !page.error && (
        <LoadFailure
          what="the timeline"
          error={summary.error}
          onRetry={summary.retry}
        />
      )}
      {summary.value && !summary.error && summary.value.total.count > 0 && (
        <Paper className={classes.timeline}>
          <Timeline
            summary={summary.value}
            maximumBars={isNarrow ? 40 : 120}
            onWindow={actions.setWindow}
          />
        </Paper>
      )}
      <div className={classes.count}>
        <div className={classes.states}>
          <EventCount
            offset={view.offset}
            shown={page.value?.items.length ?? 0}
            summary={summary.value}
            loading={page.loading}
            isPartial={page.partial !== undefined}
          />
          <LedgerState status={ledger} />
        </div>
        <span className={classes.order}>
          <OrderToggle order={view.search.order} onOrder={actions.setOrder} />
          <IconButton
            size="small"
            aria-label="Refresh"
            title="Refresh"
            onClick={() => {
              refresh();
              ledger.retry();
              actions.firstPage();
            }}
          >
            <RefreshIcon />
          </IconButton>
        </span>
      </div>
      <EventList
        view={view}
        actions={actions}
        page={page}
        from={search.from}
        archivedIds={archivedIds}
        isFiltered={
          activeFilters(view.search).length > 0 || Boolean(view.search.q)
        }
        onOpen={onOpen}
      />
      <EventDetails
        view={view}
        actions={actions}
        events={page.value?.items ?? []}
        archivedIds={archivedIds}
        onClosed={focusEvent}
      />
    </div>
  );
};
