// SPDX-License-Identifier: Apache-2.0
import { Duration } from 'luxon';

/** The units that a policy counts in, the largest first. */
export const DURATION_UNITS = ['years', 'months', 'weeks', 'days'] as const;

export type CountedUnit = (typeof DURATION_UNITS)[number];

/** How much of each unit an ISO 8601 duration has, without those of which it has none; undefined when it is no duration. */
export function partsOf(
  duration: string,
): readonly (readonly [amount: number, unit: CountedUnit])[] | undefined {
  const parsed = Duration.fromISO(duration);
  return parsed.isValid
    ? DURATION_UNITS.map(unit => [parsed.get(unit), unit] as const).filter(
        ([amount]) => amount > 0,
      )
    : undefined;
}

/** A duration of a policy in words, such as `1 year and 6 months`. */
export function durationWords(duration: string): string {
  if (duration === 'forever') {
    return 'for ever';
  }
  const parts = partsOf(duration);
  if (!parts) {
    return duration;
  }
  return parts.length === 0
    ? 'no time'
    : parts
        .map(
          ([amount, unit]) =>
            `${amount.toLocaleString()} ${
              amount === 1 ? unit.slice(0, -1) : unit
            }`,
        )
        .join(' and ');
}

/** What becomes of events, in a sentence: `1 year live, 1 more year archived, then removed`. */
export function keptWords(policy: {
  readonly live: string;
  readonly archive: string;
}): string {
  const { live, archive } = policy;
  const first = `${durationWords(live)} live`;
  if (archive === 'forever') {
    return `${first}, then archived for ever`;
  }
  return partsOf(archive)?.length === 0
    ? `${first}, then removed without an archive`
    : `${first}, ${durationWords(archive).replace(
        ' ',
        ' more ',
      )} archived, then removed`;
}

/** How long the archive keeps events, in few words. */
export function archiveWords(archive: string): string {
  return partsOf(archive)?.length === 0 ? 'not at all' : durationWords(archive);
}
