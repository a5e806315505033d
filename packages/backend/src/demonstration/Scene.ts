// SPDX-License-Identifier: Apache-2.0
import type { Occurrence } from './createDemonstrationEvent';
import type { Randomness } from './Randomness';

export interface Span {
  /** Epoch milliseconds; the first is midnight UTC of the first day. */
  readonly from: number;
  readonly until: number;
}

/** One thread of the story. It may tell of what lies outside the span; that is left out. */
export type Scene = (
  span: Span,
  randomness: Randomness,
) => Iterable<Occurrence>;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The midnights (UTC) of a span. */
export function* daysOf({ from, until }: Span): Iterable<number> {
  for (let day = from; day < until; day += DAY) {
    yield day;
  }
}

export function isWeekend(day: number): boolean {
  return [0, 6].includes(new Date(day).getUTCDay());
}
