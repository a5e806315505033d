// SPDX-License-Identifier: Apache-2.0
import { ServiceUnavailableError } from '@backstage/errors';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { eventFromRow, type ReadEventRow } from '../../database/eventFromRow';
import { searchWords } from '../../database/searchWords';
import type { PagePosition, PageRequest, ReadPage } from '../AuditEventReader';
import {
  runBounded,
  StatementTimeoutError,
  type QueryContext,
} from './runBounded';
import { selectEvents, selectNearest } from './selectEvents';

/** The first window looked at; each further one is up to eight times as long, and one that takes too long an eighth. */
const FIRST_WINDOW_MS = 24 * 60 * 60 * 1000;
const FACTOR = 8;
const LOWEST_ID = '00000000-0000-0000-0000-000000000000';
const HIGHEST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

type TimePosition = Extract<PagePosition, { by: 'time' }>;

/**
 * A page by time. The window is looked through piece by piece, from the end where the page begins, so that a search with
 * few matches costs no more than the time it is allowed; what has been found by then is a page, with `scannedUntil`.
 */
export async function readPageByTime(
  context: QueryContext,
  request: PageRequest & { readonly position?: TimePosition },
  budgetMs: number,
): Promise<ReadPage> {
  const { position, limit, search } = request;
  const back = position?.direction === 'previous';
  const newestFirst = (search.order === 'newest') !== back;
  const scan = await scanWindows(context, request, newestFirst, budgetMs);

  const items = scan.events.slice(0, limit);
  const last = items.at(-1);
  const more = scan.events.length > limit;
  let end: Place | undefined;
  if (more && last) {
    end = placeOf(last);
  } else if (scan.stoppedAt !== undefined) {
    end = newestFirst
      ? { time: scan.stoppedAt, id: LOWEST_ID }
      : { time: scan.stoppedAt - 1, id: HIGHEST_ID };
  }
  const start = items.length > 0 ? placeOf(items[0]) : position;
  const ahead = end && positionAt(end, back ? 'previous' : 'next');
  const behind =
    position && start && positionAt(start, back ? 'next' : 'previous');
  return {
    items: back ? items.reverse() : items,
    next: back ? behind : ahead,
    previous: back ? ahead : behind,
    scannedUntil:
      more || scan.stoppedAt === undefined
        ? undefined
        : new Date(scan.stoppedAt).toISOString(),
  };
}

async function scanWindows(
  context: QueryContext,
  request: PageRequest & { readonly position?: TimePosition },
  newestFirst: boolean,
  budgetMs: number,
): Promise<{ events: AuditEvent[]; stoppedAt?: number }> {
  const { search, scope, limit, position } = request;
  const { from = 0, to = Date.now() } = search;
  const events: AuditEvent[] = [];
  const deadline = Date.now() + budgetMs;
  const start = newestFirst
    ? Math.min(to, position ? position.time + 1 : to)
    : Math.max(from, position ? position.time : from);
  let edge = start;
  let size = FIRST_WINDOW_MS;
  let nearest = searchWords(search.q ?? '').length > 0;

  while (newestFirst ? edge > from : edge < to) {
    const remaining = deadline - Date.now();
    if (remaining <= 0) {
      if (edge === start) {
        throw new ServiceUnavailableError(
          'The search found nothing in the time it is allowed; narrow it, by time or by another filter',
        );
      }
      return { events, stoppedAt: edge };
    }
    const window = newestFirst
      ? { from: Math.max(from, edge - size), to: edge }
      : { from: edge, to: Math.min(to, edge + size) };
    const options = {
      search,
      scope,
      dialect: context.dialect,
      ...window,
      beyond: position,
      order: newestFirst ? ('newest' as const) : ('oldest' as const),
      limit: limit + 1 - events.length,
    };
    const begun = performance.now();
    try {
      if (nearest) {
        // Where words are in many events, the page is full of the first of these, and the rest need not be looked up.
        nearest = false;
        const rows = await runBounded<ReadEventRow>(
          context,
          selectNearest(options),
          remaining / 2,
        );
        if (rows.length > limit) {
          return {
            events: rows.map(row => eventFromRow(row, context.dialect)),
          };
        }
      }
      const rows = await runBounded<ReadEventRow>(
        context,
        selectEvents(options),
        remaining / 2,
      );
      events.push(...rows.map(row => eventFromRow(row, context.dialect)));
      edge = newestFirst ? window.from : window.to;
      // So much longer that it can be expected to end within half of the time that is left, as this one may take.
      const took = performance.now() - begun;
      const growth = Math.max(1, (remaining - took) / 2 / took);
      size = Math.round(size * Math.min(FACTOR, growth));
    } catch (error: unknown) {
      if (!(error instanceof StatementTimeoutError)) {
        throw error;
      }
      size = Math.max(1, Math.round((window.to - window.from) / FACTOR));
    }
    if (events.length > limit) {
      break;
    }
  }
  return { events };
}

interface Place {
  readonly time: number;
  readonly id: string;
}

function placeOf(event: AuditEvent): Place {
  return { time: Date.parse(event.occurredAt), id: event.id };
}

function positionAt(
  { time, id }: Place,
  direction: 'next' | 'previous',
): PagePosition {
  return { by: 'time', direction, time, id };
}
