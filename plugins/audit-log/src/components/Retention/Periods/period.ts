// SPDX-License-Identifier: Apache-2.0
import { DateTime } from 'luxon';

const month = new Intl.DateTimeFormat(undefined, {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const day = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeZone: 'UTC',
});

/** A month (`2026-11`) or day (`2026-11-30`) of UTC: its first moment, and the first one after it. */
export function periodBounds(period: string): { from: string; to: string } {
  const from = DateTime.fromISO(period, { zone: 'utc' });
  const to = from.plus(isDay(period) ? { days: 1 } : { months: 1 });
  return { from: from.toISO() ?? period, to: to.toISO() ?? period };
}

/** A month or day in words. */
export function periodTitle(period: string): string {
  const from = DateTime.fromISO(period, { zone: 'utc' });
  return from.isValid
    ? (isDay(period) ? day : month).format(from.toJSDate())
    : period;
}

function isDay(period: string): boolean {
  return period.length > 'yyyy-mm'.length;
}
