// SPDX-License-Identifier: Apache-2.0
import { partsOf, type CountedUnit } from './durationWords';

/**
 * What a duration can be counted in, or be instead: `forever`, `none`, `same` as for all events, or `given`: more than one
 * unit, as it can come from the configuration, which the form keeps as it is.
 */
export type DurationUnit = CountedUnit | 'forever' | 'none' | 'same' | 'given';

/** A duration as it is typed. */
export interface DurationDraft {
  readonly amount: string;
  readonly unit: DurationUnit;
  /** What it was at first. */
  readonly given?: string;
}

export type DurationKind = 'live' | 'archive';

/** How much of a unit the API takes: about two hundred years. */
const MOST: Readonly<Record<CountedUnit, number>> = {
  years: 200,
  months: 2400,
  weeks: 9999,
  days: 73_000,
};

/** A duration to be edited; undefined is that of a rule that leaves it as it is for all. */
export function durationDraft(
  duration: string | undefined,
  kind: DurationKind,
): DurationDraft {
  return { ...draftOf(duration, kind), given: duration };
}

function draftOf(
  duration: string | undefined,
  kind: DurationKind,
): Omit<DurationDraft, 'given'> {
  if (duration === undefined) {
    return { amount: '', unit: 'same' };
  }
  if (duration === 'forever') {
    return { amount: '', unit: 'forever' };
  }
  const parts = new Map(
    partsOf(duration)?.map(([amount, unit]) => [unit, amount]),
  );
  const [years = 0, months = 0, weeks = 0, days = 0] = (
    ['years', 'months', 'weeks', 'days'] as const
  ).map(unit => parts.get(unit) ?? 0);
  if (years + months > 0 && weeks + days > 0) {
    return { amount: '', unit: 'given' };
  }
  if (months > 0) {
    // A calendar year is twelve of its months, always.
    return { amount: String(years * 12 + months), unit: 'months' };
  }
  if (years > 0) {
    return { amount: String(years), unit: 'years' };
  }
  if (weeks > 0 && days === 0) {
    return { amount: String(weeks), unit: 'weeks' };
  }
  return weeks + days === 0 && kind === 'archive'
    ? { amount: '', unit: 'none' }
    : { amount: String(weeks * 7 + days), unit: 'days' };
}

/** Whether a draft is counted, so that it needs an amount. */
export function isCounted(unit: DurationUnit): unit is CountedUnit {
  return Object.hasOwn(MOST, unit);
}

/** Why a draft is no duration; undefined when it is one. */
export function durationProblem({
  amount,
  unit,
}: DurationDraft): string | undefined {
  if (!isCounted(unit)) {
    return undefined;
  }
  const isNumber = /^\d{1,5}$/.test(amount.trim());
  return isNumber && Number(amount) >= 1 && Number(amount) <= MOST[unit]
    ? undefined
    : `A whole number from 1 to ${MOST[unit].toLocaleString()}`;
}

/** The duration that was typed; undefined is that of a rule that leaves it as it is for all. */
export function durationOf(
  draft: DurationDraft,
  kind: DurationKind,
): string | undefined {
  const { amount, unit, given } = draft;
  const before = draftOf(given, kind);
  if (before.unit === unit && before.amount === amount) {
    return given;
  }
  switch (unit) {
    case 'forever':
      return 'forever';
    case 'none':
      return 'P0D';
    case 'same':
      return undefined;
    case 'given':
      return given;
    default:
      return `P${Number(amount)}${unit[0].toLocaleUpperCase('en-US')}`;
  }
}
