// SPDX-License-Identifier: Apache-2.0

const SECOND_MS = 1000;

/** The last second that was asked for, and its beginning as text up to the point: events that follow each other share it. */
let second = NaN;
let text = '';

/** A time in epoch milliseconds as ISO 8601, as `Date.toISOString` writes it. Throws a RangeError where there is no such time. */
export function isoTime(milliseconds: number): string {
  const time = Math.trunc(milliseconds);
  const begun = Math.floor(time / SECOND_MS);
  if (begun !== second) {
    text = new Date(time).toISOString().slice(0, -4);
    second = begun;
  }
  const rest = time - begun * SECOND_MS;
  if (rest < 10) {
    return `${text}00${rest}Z`;
  }
  return rest < 100 ? `${text}0${rest}Z` : `${text}${rest}Z`;
}
