// SPDX-License-Identifier: Apache-2.0
import type { EventPage } from 'backstage-plugin-audit-log-common';

/** Where a page is read from, and how far. */
export interface PagePlace {
  readonly limit: number;
  /** Absent on the first page. */
  readonly cursor?: string;
  /** Whether the cursor led back to this page: what of it is still to be found stands before the rest then. */
  readonly isBack: boolean;
}

/** Whether there is room in a page for what was not looked through yet. */
export function isPartial(page: EventPage, place: PagePlace): boolean {
  return (
    page.scannedUntil !== undefined &&
    page.items.length < place.limit &&
    cursorAhead(page, place) !== undefined
  );
}

/** So many answers without getting on are about a minute, in which the server fetches an archived file. */
const MOST_STILL_FETCHING = 30;

/**
 * A page, as it fills: the server gives as much as it finds in the time that one request is allowed, and this asks for the
 * rest, for as long as the page is partial and `goesOn`. Ends also when nothing was got on with, at once
 * where there is no archive to be fetched, and after about a minute where there is.
 *
 * @param found - What was found of it before, to go on from
 */
export async function* fillPage(options: {
  readonly ask: (at: { limit: number; cursor?: string }) => Promise<EventPage>;
  readonly place: PagePlace;
  readonly found?: EventPage;
  readonly goesOn: (page: EventPage) => boolean;
}): AsyncGenerator<{ readonly page: EventPage; readonly goesOn: boolean }> {
  const { ask, place, goesOn } = options;
  let { found } = options;
  let isGoingOn = true;
  let stillFetching = 0;
  while (isGoingOn) {
    const more: EventPage = await ask(
      found
        ? {
            limit: place.limit - found.items.length,
            cursor: cursorAhead(found, place),
          }
        : { limit: place.limit, cursor: place.cursor },
    );
    const page: EventPage = found ? joined(found, more, place) : more;
    const gotOn =
      more.items.length > 0 || more.scannedUntil !== found?.scannedUntil;
    stillFetching = gotOn ? 0 : stillFetching + 1;
    const isPatient =
      gotOn ||
      ((more.archive?.filesLeft ?? 0) > 0 &&
        stillFetching < MOST_STILL_FETCHING);
    isGoingOn = isPatient && isPartial(page, place) && goesOn(page);
    found = page;
    yield { page, goesOn: isGoingOn };
  }
}

function cursorAhead(
  { pageInfo }: EventPage,
  { isBack }: PagePlace,
): string | undefined {
  return isBack ? pageInfo.previousCursor : pageInfo.nextCursor;
}

function joined(
  found: EventPage,
  more: EventPage,
  { isBack }: PagePlace,
): EventPage {
  const [first, last] = isBack ? [more, found] : [found, more];
  const ids = [first, last].flatMap(({ archive }) => archive?.ids ?? []);
  return {
    items: [...first.items, ...last.items],
    pageInfo: {
      previousCursor: first.pageInfo.previousCursor,
      nextCursor: last.pageInfo.nextCursor,
    },
    window: found.window,
    archive:
      found.archive || more.archive
        ? {
            filesLeft: more.archive?.filesLeft ?? 0,
            eventsLeft: more.archive ? more.archive.eventsLeft : 0,
            ids,
          }
        : undefined,
    scannedUntil: more.scannedUntil,
  };
}
