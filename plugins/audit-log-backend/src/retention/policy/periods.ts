// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import type { Period } from '../files/ArchiveFile';

/** What moves to the archive together. */
export const PERIOD_LENGTHS = ['month', 'day'] as const;
export type PeriodLength = (typeof PERIOD_LENGTHS)[number];

const NAME = /^(\d{4})-(\d\d)(?:-(\d\d))?$/;

/** The period that a time lies in. Epoch milliseconds; months and days are those of UTC. */
export function periodOf(time: number, length: PeriodLength): Period {
  const date = new Date(time);
  return periodFrom(
    date.getUTCFullYear(),
    date.getUTCMonth(),
    length === 'day' ? date.getUTCDate() : undefined,
  );
}

/** The periods of all times from one to before another, the earliest first. */
export function* periodsBetween(
  from: number,
  to: number,
  length: PeriodLength,
): Generator<Period> {
  for (
    let period = periodOf(from, length);
    period.from < to;
    period = periodOf(period.to, length)
  ) {
    yield period;
  }
}

/** The period of a name such as `2026-11` or `2026-11-30`. Throws an InputError when there is none of that name. */
export function parsePeriod(name: string): Period {
  const [, year, month, day] = NAME.exec(name) ?? [];
  if (year !== undefined) {
    const period = periodFrom(
      Number(year),
      Number(month) - 1,
      day === undefined ? undefined : Number(day),
    );
    if (period.name === name) {
      return period;
    }
  }
  throw new InputError(
    `A period is a month such as 2026-11 or a day such as 2026-11-30, not '${name}'`,
  );
}

function periodFrom(
  year: number,
  month: number,
  day: number | undefined,
): Period {
  const from = startOf(year, month, day ?? 1);
  return {
    name: new Date(from).toISOString().slice(0, day === undefined ? 7 : 10),
    from,
    to:
      day === undefined
        ? startOf(year, month + 1, 1)
        : startOf(year, month, day + 1),
  };
}

/** As Date.UTC, which takes the years before 100 as those of the 20th century. */
function startOf(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day);
}
