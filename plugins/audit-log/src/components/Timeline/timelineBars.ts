// SPDX-License-Identifier: Apache-2.0
import type { EventSummary } from 'backstage-plugin-audit-log-common';

/** One bar: the events that began in [from, to). */
export interface TimelineBar {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly failed: number;
}

/** The buckets of a summary as at most `limit` bars, neighbors joined, cut to the window at both ends. */
export function timelineBars(
  summary: Pick<EventSummary, 'timeline' | 'window'>,
  limit: number,
): readonly TimelineBar[] {
  const { buckets } = summary.timeline;
  const { from = buckets[0]?.start, to } = summary.window;
  const width = Math.ceil(buckets.length / limit);
  const bars: TimelineBar[] = [];
  for (let first = 0; first < buckets.length; first += width) {
    const joined = buckets.slice(first, first + width);
    bars.push({
      from: first === 0 && from ? from : joined[0].start,
      to:
        buckets[first + width]?.start ??
        to ??
        endOf(joined[joined.length - 1].start, summary.timeline.interval),
      count: sum(joined.map(bucket => bucket.count)),
      failed: sum(joined.map(bucket => bucket.failed)),
    });
  }
  return bars;
}

function endOf(start: string, interval: 'hour' | 'day'): string {
  const hours = interval === 'hour' ? 1 : 24;
  return new Date(Date.parse(start) + hours * 3_600_000).toISOString();
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
