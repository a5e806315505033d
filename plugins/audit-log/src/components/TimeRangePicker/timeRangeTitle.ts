// SPDX-License-Identifier: Apache-2.0
import { TIME_RANGES } from '../../view/timeRanges';
import type { View } from '../../view/View';
import { formatTime } from '../labels/formatTime';

/** The time range in words. */
export function timeRangeTitle(view: View): string {
  if (view.range !== 'custom') {
    return TIME_RANGES[view.range].title;
  }
  const from = moment(view.search.from);
  const to = moment(view.search.to);
  if (from && to) {
    return `${from} – ${to}`;
  }
  return from ? `Since ${from}` : `Until ${to}`;
}

/** A time from a link may be no time at all; the server says what is wrong with it. */
function moment(time: string | undefined): string | undefined {
  if (!time) {
    return undefined;
  }
  return Number.isNaN(Date.parse(time)) ? time : formatTime.minute(time);
}
