// SPDX-License-Identifier: Apache-2.0
import {
  DEFAULT_TIME_RANGE,
  TIME_RANGES,
  type TimeRangeName,
} from './timeRanges';
import { DEFAULT_PAGE_SIZE, type View } from './View';

/** The events of one action, back to where there are some. */
export function actionView(
  action: string,
  options: {
    /** When it was last seen, if it was. */
    readonly lastSeen?: string;
    readonly now: number;
    /** An event to open. */
    readonly eventId?: string;
  },
): View {
  const { lastSeen, now, eventId } = options;
  const age = lastSeen === undefined ? 0 : now - Date.parse(lastSeen);
  const names = Object.keys(TIME_RANGES) as TimeRangeName[];
  const range = names
    .slice(names.indexOf(DEFAULT_TIME_RANGE))
    .find(name => age < TIME_RANGES[name].milliseconds);
  return {
    search: {
      include: { action: [action] },
      exclude: {},
      order: 'newest',
      ...(range === undefined && { from: lastSeen }),
    },
    range: range ?? 'custom',
    limit: DEFAULT_PAGE_SIZE,
    offset: 0,
    eventId,
  };
}
