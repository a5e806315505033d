// SPDX-License-Identifier: Apache-2.0
import type { BatchPage, PageRequest } from '../AuditEventReader';
import { EventLines } from '../EventLines';
import { placeStopped } from './placeStopped';
import type { QueryContext } from './runBounded';
import { scanByTime, type TimePosition } from './scanByTime';

/**
 * The events of a page by time, for those who read all of them: there is no way back, and behind a full page there may be an empty
 * one.
 */
export async function readBatchByTime(
  context: QueryContext,
  request: PageRequest & { readonly position?: TimePosition },
  budgetMs: number,
): Promise<BatchPage> {
  const { limit, search } = request;
  const newestFirst = search.order === 'newest';
  const lines = new EventLines(context);
  const { stoppedAt } = await scanByTime(
    context,
    // It looks for one more than it is asked for.
    { ...request, limit: limit - 1, newestFirst, columns: lines.columns },
    lines,
    budgetMs,
  );
  const isFull = lines.length >= limit;
  const stopped = isFull ? undefined : stoppedAt;
  const end =
    stopped === undefined ? lines.last : placeStopped(stopped, newestFirst);
  return {
    batch: lines,
    next:
      (isFull || stopped !== undefined) && end
        ? { by: 'time', direction: 'next', ...end }
        : undefined,
    scannedUntil:
      stopped === undefined ? undefined : new Date(stopped).toISOString(),
  };
}
