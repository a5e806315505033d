// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { eventFromRow } from '../../database/eventFromRow';
import type { PagePosition, PageRequest, ReadPage } from '../AuditEventReader';
import type { QueryContext } from './runBounded';
import { RowList } from './FoundRows';
import { placeStopped } from './placeStopped';
import { scanByTime, type TimePosition } from './scanByTime';

/**
 * A page by time. The window is looked through from the end where the page begins, so that a search with few matches costs no
 * more than the time it is allowed; what has been found by then is a page, with `scannedUntil`.
 */
export async function readPageByTime(
  context: QueryContext,
  request: PageRequest & { readonly position?: TimePosition },
  budgetMs: number,
): Promise<ReadPage> {
  const { position, limit, search } = request;
  const back = position?.direction === 'previous';
  const newestFirst = (search.order === 'newest') !== back;
  const found = new RowList();
  const scan = await scanByTime(
    context,
    { ...request, newestFirst },
    found,
    budgetMs,
  );

  const items = found.rows
    .slice(0, limit)
    .map(row => eventFromRow(row, context.dialect));
  const last = items.at(-1);
  const more = found.length > limit;
  let end: Place | undefined;
  if (more && last) {
    end = placeOf(last);
  } else if (scan.stoppedAt !== undefined) {
    end = placeStopped(scan.stoppedAt, newestFirst);
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
