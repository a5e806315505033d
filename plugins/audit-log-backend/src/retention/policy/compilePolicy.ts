// SPDX-License-Identifier: Apache-2.0
import { patternTest } from '../../capture/rules/patternTest';
import type { Period } from '../files/ArchiveFile';
import { addDuration, FOREVER } from './duration';
import {
  DEFAULT_CLASS,
  type RetentionPolicy,
  type RetentionRule,
} from './RetentionPolicy';

/** For so long after a period has ended, journals may still bring events of it: it is not archived before. */
export const LATE_MS = 7 * 24 * 60 * 60 * 1000;

/** A policy, ready to be asked. Times are epoch milliseconds. */
export interface CompiledPolicy {
  readonly policy: RetentionPolicy;
  /** Names of the rules in their order, then `default`. */
  readonly classes: readonly string[];
  /** The class of an event: the name of the first rule that matches it, else `default`. Takes the texts of its columns. */
  classOf(event: ClassifiedEvent): string;
  /** ISO 8601 durations; `archive` may be `forever`. Of a class that the policy does not have (any more): those for all. */
  durationsOf(className: string): ClassDurations;
  /** When the events of a period are due to leave the live table. */
  archiveAt(period: Pick<Period, 'to'>, className: string): number;
  /** When they are due to be removed for good, never before they are due to leave the live table; undefined: never. */
  removeAt(period: Pick<Period, 'to'>, className: string): number | undefined;
}

export interface ClassifiedEvent {
  readonly category: string;
  readonly action: string;
}

export interface ClassDurations {
  readonly live: string;
  readonly archive: string;
}

/** Takes a policy as `parsePolicy` gives it. */
export function compilePolicy(policy: RetentionPolicy): CompiledPolicy {
  const rules = policy.rules.map(rule => ({
    name: rule.name,
    matches: ruleTest(rule),
  }));
  const { live, archive } = policy;
  const durations = new Map<string, ClassDurations>(
    policy.rules.map(rule => [
      rule.name,
      { live: rule.live ?? live, archive: rule.archive ?? archive },
    ]),
  );
  const durationsOf = (className: string): ClassDurations =>
    durations.get(className) ?? { live, archive };
  const archiveAt: CompiledPolicy['archiveAt'] = ({ to }, className) =>
    Math.max(addDuration(to, durationsOf(className).live), to + LATE_MS);
  return {
    policy,
    classes: [...rules.map(({ name }) => name), DEFAULT_CLASS],
    classOf: event =>
      rules.find(({ matches }) => matches(event))?.name ?? DEFAULT_CLASS,
    durationsOf,
    archiveAt,
    removeAt(period, className) {
      const of = durationsOf(className);
      if (of.archive === FOREVER) {
        return undefined;
      }
      const end = addDuration(addDuration(period.to, of.live), of.archive);
      return Math.max(end, archiveAt(period, className));
    },
  };
}

function ruleTest({
  category,
  action,
}: RetentionRule): (event: ClassifiedEvent) => boolean {
  const isCategory = category && new Set(category);
  const isAction = action && patternTest(action);
  if (!isCategory && !isAction) {
    return () => false;
  }
  return event =>
    (isCategory?.has(event.category) ?? true) &&
    (isAction?.(event.action) ?? true);
}
