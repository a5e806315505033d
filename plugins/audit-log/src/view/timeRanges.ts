// SPDX-License-Identifier: Apache-2.0

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The presets of the time range, by the name they have in the URL. */
export const TIME_RANGES = {
  '1h': { title: 'Past hour', milliseconds: HOUR },
  '24h': { title: 'Past 24 hours', milliseconds: DAY },
  '7d': { title: 'Past 7 days', milliseconds: 7 * DAY },
  '30d': { title: 'Past 30 days', milliseconds: 30 * DAY },
  '90d': { title: 'Past 90 days', milliseconds: 90 * DAY },
  '1y': { title: 'Past year', milliseconds: 365 * DAY },
} as const;

export type TimeRangeName = keyof typeof TIME_RANGES;

/** What the server takes when it is asked for no time at all. */
export const DEFAULT_TIME_RANGE: TimeRangeName = '30d';

export function isTimeRangeName(name: string): name is TimeRangeName {
  return Object.hasOwn(TIME_RANGES, name);
}

/** The next longer preset, for an empty page to offer. */
export function widerTimeRange(name: TimeRangeName): TimeRangeName | undefined {
  const names = Object.keys(TIME_RANGES) as TimeRangeName[];
  return names[names.indexOf(name) + 1];
}
