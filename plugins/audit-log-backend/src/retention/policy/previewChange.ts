// SPDX-License-Identifier: Apache-2.0
import type { RetentionPreview } from 'backstage-plugin-audit-log-common';
import type { Period } from '../files/ArchiveFile';
import { compilePolicy, type CompiledPolicy } from './compilePolicy';
import type { LiveCount } from './countLive';
import type { FileCount } from './operations/countFiles';
import { periodOf, type PeriodLength } from './periods';
import type { RetentionPolicy } from './RetentionPolicy';

/** What a change would do, and whether it has to wait. */
export interface ChangePreview extends RetentionPreview {
  /** Also where the events are in doubt: those of an hour are not those of a period, and more come every second. */
  readonly removesSooner: boolean;
}

export interface PreviewChangeOptions {
  readonly from: RetentionPolicy;
  readonly to: RetentionPolicy;
  readonly live: readonly LiveCount[];
  readonly files: readonly FileCount[];
  /** Epoch milliseconds. */
  readonly now: number;
  readonly changeDelayMs: number;
  readonly period: PeriodLength;
}

interface ClassCount {
  readonly name: string;
  events: number;
  sooner: number;
  atOnce: number;
}

/**
 * Compares when the events there are would be removed by one policy and by another. Live events may be of another class by the other
 * policy; those of a file keep theirs. Holds are not looked at: they can be released.
 */
export function previewChange(options: PreviewChangeOptions): ChangePreview {
  const { live, files, now, changeDelayMs } = options;
  const from = compilePolicy(options.from);
  const to = compilePolicy(options.to);
  const present = periodOf(now, options.period);
  const kept = [
    ...live.map(({ period, events, ...event }) => ({
      ...compare(from, to, period, from.classOf(event), to.classOf(event)),
      events,
      // What was recorded today may have occurred years ago, and is kept from today on.
      mayBeSooner: compare(
        from,
        to,
        present,
        from.classOf(event),
        to.classOf(event),
      ).isSooner,
    })),
    ...files.map(({ period, class: name, events, isLive }) => {
      const compared = compare(from, to, period, name, name);
      // What is due already is not removed any sooner.
      const isDue = compared.before !== undefined && compared.before <= now;
      const isSooner = compared.isSooner && !isDue;
      return {
        ...compared,
        isSooner,
        mayBeSooner: isSooner,
        events: isLive ? 0 : events,
      };
    }),
  ];
  const removesSooner = kept.some(each => each.isSooner || each.mayBeSooner);
  const effectiveAt = removesSooner ? now + changeDelayMs : now;
  const classes = new Map<string, ClassCount>();
  for (const { name, events, isSooner, after } of kept) {
    const count = classes.get(name) ?? {
      name,
      events: 0,
      sooner: 0,
      atOnce: 0,
    };
    count.events += events;
    count.sooner += isSooner ? events : 0;
    count.atOnce += isSooner && after! <= effectiveAt ? events : 0;
    classes.set(name, count);
  }
  const counted = [...classes.values()].filter(({ events }) => events > 0);
  const sum = (of: 'sooner' | 'atOnce') =>
    counted.reduce((total, count) => total + count[of], 0);
  return {
    removesSooner,
    sooner: sum('sooner'),
    atOnce: sum('atOnce'),
    effectiveAt: new Date(effectiveAt).toISOString(),
    classes: counted.sort(
      (one, other) => placeOf(to, one) - placeOf(to, other),
    ),
  };
}

function compare(
  from: CompiledPolicy,
  to: CompiledPolicy,
  period: Period,
  nameBefore: string,
  name: string,
) {
  const before = from.removeAt(period, nameBefore);
  const after = to.removeAt(period, name);
  return {
    name,
    before,
    after,
    isSooner: (after ?? Infinity) < (before ?? Infinity),
  };
}

/** In the order of the rules, those of files of rules that are no more at the end. */
function placeOf({ classes }: CompiledPolicy, { name }: ClassCount): number {
  const place = classes.indexOf(name);
  return place < 0 ? classes.length : place;
}
