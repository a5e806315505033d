// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type {
  AuditEventReader,
  BatchPage,
  PagePosition,
  PageRequest,
} from '../../query/AuditEventReader';
import { batchOfEvents } from '../../query/batchOfEvents';
import type { ArchiveCatalog } from '../files/ArchiveCatalog';
import type { FileQueries } from './FileQueries';
import { FoundEvents, type FoundEvent } from './FoundEvents';
import type { ReadableFile } from './ReadableFile';
import { leftFor } from './leftFor';
import { searchFiles } from './searchFiles';
import { TimeTravel, type Place } from './TimeTravel';

export interface SpanningContext {
  readonly live: Pick<AuditEventReader, 'readBatch'>;
  readonly catalog: ArchiveCatalog;
  readonly queries: FileQueries;
}

/** What the live table may take of the time where files have to be looked through as well. */
const LIVE_SHARE = 0.6;

/**
 * A page by time. The live table is asked first and the catalog after it: what has left the one by then has been in the other for
 * some time. Only files that can hold an event between the beginning of the page and where the live table's events of it end are
 * looked through, the nearest first, until the page is full: for most pages there are none.
 *
 * When time runs out, or a file cannot be read, the page ends where it is known to have everything; next time it goes on there.
 */
export async function readPageByTime(
  { live, catalog, queries }: SpanningContext,
  request: PageRequest,
  budgetMs: number,
): Promise<BatchPage> {
  const begun = Date.now();
  const travel = TimeTravel.of(request);
  const isOnWay = (end: number) => (file: ReadableFile) =>
    travel.near(file) < end && travel.far(file) > travel.start;
  const mayNeedFiles = (await catalog.readable()).some(isOnWay(travel.end));
  const page = await live.readBatch({
    ...request,
    budgetMs: mayNeedFiles ? budgetMs * LIVE_SHARE : budgetMs,
  });
  const liveEnd = placeOf(travel.back ? page.previous : page.next);
  const stop = liveEnd
    ? Math.min(travel.end, travel.stepOf(liveEnd.time) + 1)
    : travel.end;
  const readable = await catalog.readable();
  if (!readable.some(isOnWay(stop))) {
    return page;
  }

  const found = FoundEvents.of(travel, page.batch.events());
  const { reached, opened } = await searchFiles({
    ...request,
    travel,
    files: readable.filter(isOnWay(stop)),
    found,
    liveEnd,
    stop,
    queries,
    // However long the live table took: what finds nothing because it has no time never gets on.
    deadline: Math.max(
      begun + budgetMs,
      Date.now() + budgetMs * (1 - LIVE_SHARE),
    ),
  });
  const known = found.until({ step: reached, last: liveEnd });
  const items = known.slice(0, request.limit);
  const isAll = reached >= stop;
  const isFull =
    known.length > request.limit ||
    (items.length === request.limit && isAll && !page.scannedUntil);
  const last = items.at(-1)?.place;
  let end = isAll ? liveEnd : travel.placeBefore(reached);
  if (known.length > request.limit) {
    end = last;
  }
  const left = readable.filter(
    file =>
      isOnWay(travel.end)(file) &&
      !opened.has(file.id) &&
      travel.far(file) > reached,
  );
  return {
    ...pageOf(items.map(wholeOf), travel, end),
    scannedUntil:
      isFull || !end
        ? undefined
        : (isAll && page.scannedUntil) || timeAt(travel, reached),
    archive:
      opened.size > 0 || !isAll
        ? {
            ids: items.flatMap(({ place, isArchived }) =>
              isArchived ? place.id : [],
            ),
            ...leftFor(request.scope, left),
          }
        : undefined,
  };
}

/** `events` are in the order of the way. */
function pageOf(
  events: readonly AuditEvent[],
  travel: TimeTravel,
  end: Place | undefined,
): Pick<BatchPage, 'batch' | 'next' | 'previous'> {
  const { back, position } = travel;
  const [first] = events;
  const start = first
    ? { time: Date.parse(first.occurredAt), id: first.id }
    : position;
  const ahead = end && travel.positionAt(travel.notBehind(end), true);
  const behind = position && start && travel.positionAt(start, false);
  return {
    batch: batchOfEvents(back ? [...events].reverse() : events),
    next: back ? behind : ahead,
    previous: back ? ahead : behind,
  };
}

/** Whatever is on a page was read whole when it was found. */
function wholeOf({ place, event }: FoundEvent): AuditEvent {
  if (!event) {
    throw new Error(`The event ${place.id} is on a page without being read`);
  }
  return event;
}

function timeAt(travel: TimeTravel, step: number): string {
  return new Date(travel.newestFirst ? -step : step).toISOString();
}

function placeOf(position: PagePosition | undefined): Place | undefined {
  return position?.by === 'time' ? position : undefined;
}
