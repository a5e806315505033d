// SPDX-License-Identifier: Apache-2.0
import { DateTime, Duration } from 'luxon';

/** In the place of a duration: without end. */
export const FOREVER = 'forever';

const UNITS = ['years', 'months', 'weeks', 'days'] as const;
type Parts = { readonly [unit in (typeof UNITS)[number]]?: number };

const ISO =
  /^P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/;
const SHORT = /^(\d{1,5}) ?(y|years?|mo|months?|w|weeks?|d|days?)$/;
const MOST: Parts = { years: 9999, months: 9999, weeks: 9999, days: 99_999 };

/**
 * A calendar duration as `P1Y`, as `1y`, or as `{ years: 1 }`, in the form of ISO 8601. Undefined when it is none, or has parts that
 * are not whole days, which a calendar in UTC does not count by; `m` is refused for what it would be, minutes.
 */
export function parseDuration(given: unknown): string | undefined {
  const parts =
    typeof given === 'string' ? partsOfText(given) : partsOfObject(given);
  if (!parts) {
    return undefined;
  }
  const isWhole = UNITS.every(unit => {
    const part = parts[unit] ?? 0;
    return Number.isInteger(part) && part >= 0 && part <= MOST[unit]!;
  });
  if (!isWhole) {
    return undefined;
  }
  const text = UNITS.filter(unit => parts[unit])
    .map(unit => `${parts[unit]}${unit[0].toUpperCase()}`)
    .join('');
  return text === '' ? 'P0D' : `P${text}`;
}

function partsOfText(text: string): Parts | undefined {
  const iso = ISO.exec(text);
  if (iso) {
    const [years, months, weeks, days] = iso
      .slice(1)
      .map(part => Number(part ?? 0));
    return { years, months, weeks, days };
  }
  const [, count, name] = SHORT.exec(text) ?? [];
  const unit = UNITS.find(each => name && each.startsWith(name));
  return unit && { [unit]: Number(count) };
}

function partsOfObject(given: unknown): Parts | undefined {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return undefined;
  }
  const names = Object.keys(given);
  return names.length > 0 &&
    names.every(name => UNITS.some(unit => unit === name)) &&
    Object.values(given).every(part => typeof part === 'number')
    ? given
    : undefined;
}

/** A time plus a calendar duration, in UTC. Epoch milliseconds. A year from 29 February ends on 28 February. */
export function addDuration(time: number, duration: string): number {
  return DateTime.fromMillis(time, { zone: 'utc' })
    .plus(Duration.fromISO(duration))
    .toMillis();
}

/** About how long a duration is, in days: for estimates, and for comparing it with a bound. */
export function daysOf(duration: string): number {
  const { years, months, weeks, days } = Duration.fromISO(duration);
  return years * 365.2425 + months * 30.436875 + weeks * 7 + days;
}
