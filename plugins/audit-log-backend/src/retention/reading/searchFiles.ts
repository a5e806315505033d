// SPDX-License-Identifier: Apache-2.0
import { ServiceUnavailableError } from '@backstage/errors';
import type { PageRequest } from '../../query/AuditEventReader';
import { StatementTimeoutError } from '../../query/operations/runBounded';
import { StillFetchingError } from './CurrentFiles';
import type { FileQueries } from './FileQueries';
import type { FoundEvents } from './FoundEvents';
import { nextWindow } from './nextWindow';
import { readWhole } from './readWhole';
import type { ReadableFile } from './ReadableFile';
import { selectFound, type FoundRow } from './selectFromFiles';
import type { Place, TimeTravel } from './TimeTravel';

/** About how many events are looked through in the first query; each further one has up to eight times as many. */
const FIRST_EVENTS = 300_000;
const LEAST_EVENTS = 1_000;
const FACTOR = 8;

/**
 * Looks through files on the way of a page, window by window, adding to what is found, until there is more than a page of it or time
 * runs out. What is on the page is read whole while the files are open that it was found in, which may not be there later. Gives up to
 * which step everything is found, and which files were opened.
 *
 * Rejects only where nothing is found and nothing more can be: a file that is needed cannot be read, or the least that can be looked
 * through takes too long.
 */
export async function searchFiles({
  search,
  scope,
  limit,
  signal,
  travel,
  files,
  found,
  liveEnd,
  stop,
  queries,
  deadline,
}: Pick<PageRequest, 'search' | 'scope' | 'limit' | 'signal'> & {
  readonly travel: TimeTravel;
  readonly files: readonly ReadableFile[];
  readonly found: FoundEvents;
  /** Where what is found in the live table ends, if it goes on there. */
  readonly liveEnd: Place | undefined;
  readonly stop: number;
  readonly queries: FileQueries;
  readonly deadline: number;
}): Promise<{
  readonly reached: number;
  readonly opened: ReadonlySet<string>;
}> {
  const opened = new Set<string>();
  let reached = travel.start;
  let events = FIRST_EVENTS;

  const count = (step: number) => found.until({ step, last: liveEnd }).length;
  while (count(reached) <= limit) {
    const window = nextWindow(files, travel, {
      from: reached,
      before: stop,
      events,
      bytes: queries.roomBytes,
    });
    if (!window) {
      reached = stop;
      break;
    }
    // Before the first of its files there is nothing to find.
    reached = window.from;
    const begun = Date.now();
    const remaining = deadline - begun;
    const known = count(reached);
    if (known > limit) {
      break;
    }
    if (remaining <= 0) {
      if (known === 0 && reached === travel.start) {
        throw new ServiceUnavailableError(
          'The search found nothing in the archive in the time it is allowed; narrow it, by time or by another filter',
        );
      }
      break;
    }
    try {
      const looked = await queries.use(
        window.files,
        { patienceMs: remaining, signal },
        async ask => {
          const rows = await ask<FoundRow>(
            selectFound({
              search,
              scope,
              ...travel.window(window.from, window.to),
              beyond: travel.position,
              newestFirst: travel.newestFirst,
              limit: limit + 1,
            }),
            Math.min(remaining / 2, deadline - Date.now()),
          );
          const took = Math.max(1, Date.now() - begun);
          const until = { step: window.to, last: liveEnd };
          const onPage = found.onPage(rows, until, limit);
          return { rows, took, whole: await readWhole(onPage, ask) };
        },
      );
      found.add(looked.rows, looked.whole);
      window.files.forEach(({ id }) => opened.add(id));
      reached = window.to;
      const { took } = looked;
      const growth = Math.max(1, (remaining - took) / 2 / took);
      events = Math.round(events * Math.min(FACTOR, growth));
    } catch (error: unknown) {
      if (error instanceof StillFetchingError) {
        break;
      }
      if (error instanceof StatementTimeoutError) {
        events = Math.max(LEAST_EVENTS, Math.round(window.events / FACTOR));
        continue;
      }
      if (error instanceof ServiceUnavailableError && known > 0) {
        // What is known is worth a page; the next one says why there is no more.
        break;
      }
      throw error;
    }
  }
  return { reached, opened };
}
