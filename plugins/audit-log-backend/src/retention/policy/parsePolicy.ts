// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import { FOREVER, parseDuration, daysOf } from './duration';
import {
  DEFAULT_CLASS,
  type RetentionPolicy,
  type RetentionRule,
} from './RetentionPolicy';

/** How long events are kept where nothing says otherwise. */
export const USUAL_POLICY: RetentionPolicy = {
  live: 'P1Y',
  archive: 'P1Y',
  rules: [],
};

const NAME = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/;
const MOST_RULES = 50;
const MOST_VALUES = 100;
const LONGEST_VALUE = 500;
const LONGEST_DAYS = 200 * 366;
const RULE_KEYS = ['name', 'category', 'action', 'live', 'archive'];

/**
 * A policy of a request or of the configuration, in the one form that it is kept and compared in: durations as ISO 8601, keys in one
 * order. Throws an InputError that names the place, beginning with the given one, and what it takes.
 */
export function parsePolicy(given: unknown, place: string): RetentionPolicy {
  const {
    live,
    archive,
    rules = [],
  } = objectAt(given, place, ['live', 'archive', 'rules']);
  if (!Array.isArray(rules) || rules.length > MOST_RULES) {
    throw new InputError(
      `${place}.rules: must be a list of up to ${MOST_RULES} rules`,
    );
  }
  const parsed = rules.map((rule, index) =>
    parseRule(rule, `${place}.rules[${index}]`),
  );
  parsed.forEach(({ name }, index) => {
    if (parsed.findIndex(rule => rule.name === name) !== index) {
      throw new InputError(
        `${place}.rules[${index}].name: must be unique, but an earlier rule is named ${name}, too`,
      );
    }
  });
  return {
    live: liveAt(live ?? USUAL_POLICY.live, `${place}.live`),
    archive: archiveAt(archive ?? USUAL_POLICY.archive, `${place}.archive`),
    rules: parsed,
  };
}

function parseRule(given: unknown, place: string): RetentionRule {
  const { name, category, action, live, archive } = objectAt(
    given,
    place,
    RULE_KEYS,
  );
  if (typeof name !== 'string' || !NAME.test(name) || name === DEFAULT_CLASS) {
    throw new InputError(
      `${place}.name: must be a name of a-z, 0-9 and -, up to 40 characters, other than ${DEFAULT_CLASS}, since it is part of the names of files, got ${JSON.stringify(
        name,
      )}`,
    );
  }
  if (category === undefined && action === undefined) {
    throw new InputError(
      `${place}: must have category or action, or it matches nothing; how long all other events are kept is said by live and archive beside the rules`,
    );
  }
  return {
    name,
    ...(category !== undefined && {
      category: textsAt(category, `${place}.category`),
    }),
    ...(action !== undefined && { action: textsAt(action, `${place}.action`) }),
    ...(live !== undefined && { live: liveAt(live, `${place}.live`) }),
    ...(archive !== undefined && {
      archive: archiveAt(archive, `${place}.archive`),
    }),
  };
}

function objectAt(
  given: unknown,
  place: string,
  keys: readonly string[],
): Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new InputError(`${place}: must have ${keys.join(', ')}`);
  }
  const unknown = Object.keys(given).find(key => !keys.includes(key));
  if (unknown !== undefined) {
    throw new InputError(
      `${place}.${unknown}: is not known; there are ${keys.join(', ')}`,
    );
  }
  return given as Record<string, unknown>;
}

function textsAt(given: unknown, place: string): readonly string[] {
  const texts: readonly unknown[] = Array.isArray(given) ? given : [given];
  const isText = (text: unknown): text is string =>
    typeof text === 'string' && text !== '' && text.length <= LONGEST_VALUE;
  if (
    texts.length === 0 ||
    texts.length > MOST_VALUES ||
    !texts.every(isText)
  ) {
    throw new InputError(
      `${place}: must be a text of up to ${LONGEST_VALUE} characters, or a list of up to ${MOST_VALUES} of them`,
    );
  }
  return texts;
}

function liveAt(given: unknown, place: string): string {
  const duration = parseDuration(given);
  const days = duration === undefined ? NaN : daysOf(duration);
  if (duration === undefined || !(days >= 1 && days <= LONGEST_DAYS)) {
    throw new InputError(
      `${place}: must be from a day to 200 years, in whole days, weeks, months or years, such as 1y, 90d or P1Y, got ${JSON.stringify(
        given,
      )}`,
    );
  }
  return duration;
}

function archiveAt(given: unknown, place: string): string {
  if (given === FOREVER) {
    return FOREVER;
  }
  const duration = parseDuration(given);
  if (duration === undefined || !(daysOf(duration) <= LONGEST_DAYS)) {
    throw new InputError(
      `${place}: must be ${FOREVER}, or up to 200 years in whole days, weeks, months or years, such as 1y, P90D, or 0d for no archive, got ${JSON.stringify(
        given,
      )}`,
    );
  }
  return duration;
}
