// SPDX-License-Identifier: Apache-2.0
import type { Retention } from 'backstage-plugin-audit-log-common';
import type { CompiledPolicy } from '../policy/compilePolicy';
import { daysOf, FOREVER } from '../policy/duration';
import { periodOf } from '../policy/periods';

const DAYS_OF_MONTH = 365.2425 / 12;
const MOST_MONTHS = 3;
/** Of fewer, what an empty database takes is most of it. */
const FEWEST_FOR_SIZE = 1_000;

/** How many events of a class were recorded in a period. */
export interface ArrivedCount {
  /** Beginning of the period, epoch milliseconds. */
  readonly from: number;
  readonly class: string;
  readonly events: number;
}

export interface GrowthOptions {
  readonly policy: CompiledPolicy;
  readonly arrived: readonly ArrivedCount[];
  /** Epoch milliseconds. */
  readonly now: number;
  readonly totals: Retention['totals'];
}

/** From when on events are counted for it. */
export function growthSince(now: number): number {
  const present = periodOf(now, 'month');
  const date = new Date(present.from);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - MOST_MONTHS);
}

/**
 * How many events come in a month, from the last whole months, and what they come to once the policy has taken hold: at its most, just
 * before a month leaves. Where there is no whole month yet, it is what the present one has so far.
 */
export function growthOf(options: GrowthOptions): Retention['growth'] {
  const { policy, now, totals } = options;
  const present = periodOf(now, 'month');
  const counted = options.arrived.filter(
    ({ from, events }) => from >= growthSince(now) && from <= now && events > 0,
  );
  const whole = counted.filter(({ from }) => from < present.from);
  const used = whole.length > 0 ? whole : counted;
  const months = monthsSince(
    Math.min(...used.map(({ from }) => from), present.from),
    present.from,
  );
  const perMonth = new Map<string, number>();
  for (const { class: name, events } of used) {
    perMonth.set(name, (perMonth.get(name) ?? 0) + events / months);
  }
  const { liveEvents, liveBytes, archivedEvents, archivedBytes } = totals;
  const liveSize = sizeOf(liveBytes, liveEvents);
  const archivedSize = sizeOf(archivedBytes, archivedEvents);
  const expected = (of: 'live' | 'archive') =>
    [...perMonth].reduce(
      (total, [name, events]) =>
        total + events * monthsOf(policy.durationsOf(name)[of]),
      0,
    );
  const archived = expected('archive');
  return {
    eventsPerMonth: Math.round([...perMonth.values()].reduce(sum, 0)),
    ...(liveSize !== undefined && {
      bytesPerEvent: liveSize,
      liveBytesExpected: Math.round(expected('live') * liveSize),
    }),
    ...(archivedSize !== undefined && {
      archivedBytesPerEvent: archivedSize,
      ...(Number.isFinite(archived) && {
        archivedBytesExpected: Math.round(archived * archivedSize),
      }),
    }),
  };
}

function sum(one: number, other: number): number {
  return one + other;
}

function sizeOf(bytes: number | undefined, events: number) {
  return bytes === undefined || events < FEWEST_FOR_SIZE
    ? undefined
    : Math.round((bytes / events) * 10) / 10;
}

/** A period leaves when all of it has been there for so long: the one that is next stays on until then. */
function monthsOf(duration: string): number {
  if (duration === FOREVER) {
    return Infinity;
  }
  const days = daysOf(duration);
  return days === 0 ? 0 : days / DAYS_OF_MONTH + 1;
}

/** From the month of one time to that of another; at least one. */
function monthsSince(from: number, to: number): number {
  const [one, other] = [new Date(from), new Date(to)];
  return Math.max(
    1,
    (other.getUTCFullYear() - one.getUTCFullYear()) * 12 +
      other.getUTCMonth() -
      one.getUTCMonth(),
  );
}
