// SPDX-License-Identifier: Apache-2.0
import type { EventSummary } from 'backstage-plugin-audit-log-common';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Up to three days are shown by the hour. */
const LONGEST_BY_HOUR_MS = 3 * DAY_MS;
/** Beyond some years of days, a timeline says nothing any more that a response of this size is worth. */
const MAX_BUCKETS = 4_000;

/** How many events began in the quarter of an hour from `start`, and how many of them failed or were denied. */
export interface QuarterCount {
  readonly start: number;
  readonly count: number;
  readonly failed: number;
}

interface Window {
  readonly from: number;
  readonly to: number;
}

/**
 * The beginnings of the hours or of the days of a time zone that a window touches. Days begin at midnight there and are
 * as long as its clock changes make them; every zone's midnight is at a quarter of an hour of UTC.
 */
export function bucketStarts(
  window: Window,
  timeZone: string,
): { readonly interval: 'hour' | 'day'; readonly starts: readonly number[] } {
  return window.to - window.from <= LONGEST_BY_HOUR_MS
    ? { interval: 'hour', starts: hours(window) }
    : { interval: 'day', starts: days(window, timeZone) };
}

/** The counts in these buckets, empty ones included. */
export function fillBuckets(
  counts: readonly QuarterCount[],
  starts: readonly number[],
): EventSummary['timeline']['buckets'] {
  const buckets = starts.map(start => ({
    start: new Date(start).toISOString(),
    count: 0,
    failed: 0,
  }));
  for (const { start, count, failed } of counts) {
    const bucket = buckets[indexOfLast(starts, start)];
    if (bucket) {
      bucket.count += count;
      bucket.failed += failed;
    }
  }
  return buckets;
}

function hours({ from, to }: Window): number[] {
  const starts = [];
  for (let at = Math.floor(from / HOUR_MS) * HOUR_MS; at < to; at += HOUR_MS) {
    starts.push(at);
  }
  return starts;
}

function days({ from, to }: Window, timeZone: string): number[] {
  const clock = clockOf(timeZone);
  const starts = [];
  let at = midnightBefore(from, clock);
  while (at < to && starts.length < MAX_BUCKETS) {
    starts.push(at);
    // A day has 23 to 25 hours; 36 after a midnight is within the next one.
    at = midnightBefore(at + 1.5 * DAY_MS, clock);
  }
  return starts;
}

/** The beginning of the local day that a moment lies in. */
function midnightBefore(
  moment: number,
  offsetAt: (moment: number) => number,
): number {
  const local = moment + offsetAt(moment);
  const midnight = Math.floor(local / DAY_MS) * DAY_MS;
  // With the clock as it was before, or as it is after, a change about that time.
  const candidates = [
    midnight - offsetAt(midnight - DAY_MS),
    midnight - offsetAt(midnight + DAY_MS),
  ];
  const earlier = Math.min(...candidates);
  // Where the clock goes forward over midnight, the earlier is still in the day before; where it goes back over it there
  // are two midnights, and the first begins the day.
  return earlier + offsetAt(earlier) >= midnight
    ? earlier
    : Math.max(...candidates);
}

/** The offset of a time zone from UTC at a moment, in milliseconds. */
function clockOf(timeZone: string): (moment: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return moment => {
    const parts = Object.fromEntries(
      format.formatToParts(moment).map(({ type, value }) => [type, value]),
    );
    const local = Date.UTC(
      Number(parts.year),
      Number(parts.month) - 1,
      Number(parts.day),
      Number(parts.hour),
      Number(parts.minute),
      Number(parts.second),
    );
    return local - Math.floor(moment / 1000) * 1000;
  };
}

/** Index of the last start that is not after a time; -1 when there is none. */
function indexOfLast(starts: readonly number[], time: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}
