// SPDX-License-Identifier: Apache-2.0

const PERIOD = /^(\d{4})-(\d\d)(?:-(\d\d))?$/;

/**
 * When a period of the archive ends, in epoch milliseconds: of a month such as `2026-11`, or of a day such as `2026-11-30`, in UTC.
 * It has the events that were recorded in it. Undefined for anything else.
 */
export function endOfPeriod(name: unknown): number | undefined {
  const [, year, month, day] =
    typeof name === 'string' ? PERIOD.exec(name) ?? [] : [];
  if (year === undefined) {
    return undefined;
  }
  return day === undefined
    ? Date.UTC(Number(year), Number(month), 1)
    : Date.UTC(Number(year), Number(month) - 1, Number(day) + 1);
}
