// SPDX-License-Identifier: Apache-2.0
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ACTOR_TYPES, SEVERITIES } from 'backstage-plugin-audit-log-common';
import { compileRule, type Matchers } from './compileRule';
import { type Matcher, MATCHERS, type RecordingRule } from './RecordingRule';

const KEY = 'auditLog.rules';

/** Where a matcher has a fixed vocabulary, a value that matches none of it is a mistake. */
const VOCABULARY: { readonly [matcher in Matcher]?: readonly string[] } = {
  severity: SEVERITIES,
  actorType: ACTOR_TYPES,
};

/** Reads `auditLog.rules`; throws an InputError that names the rule and what it takes. */
export function readRules(config: Config): RecordingRule[] {
  const rules: unknown = config.getOptional(KEY) ?? [];
  if (!Array.isArray(rules)) {
    throw new InputError(`${KEY} takes a list of rules`);
  }
  return rules.map((rule, index) => readRule(rule, `${KEY}[${index}]`));
}

function readRule(rule: unknown, position: string): RecordingRule {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) {
    throw new InputError(
      `${position} is no rule: it takes an effect (record or ignore) and any of ${MATCHERS.join(
        ', ',
      )}`,
    );
  }
  const { effect, ...matchers } = rule as Record<string, unknown>;
  if (effect !== 'record' && effect !== 'ignore') {
    throw new InputError(
      `${position}.effect is ${JSON.stringify(
        effect,
      )}, but takes record or ignore`,
    );
  }
  return compileRule(
    effect,
    Object.fromEntries(
      Object.entries(matchers).map(([name, value]) => [
        readName(name, position),
        readValues(name as Matcher, value, `${position}.${name}`),
      ]),
    ) as Matchers,
  );
}

function readName(name: string, position: string): Matcher {
  const known = MATCHERS.find(matcher => matcher === name);
  if (known) {
    return known;
  }
  if (/^(actor|user|principal|subject)/i.test(name)) {
    throw new InputError(
      `${position}.${name} is refused: a rule can go by actorType, but never by who it was, so that nobody's actions can be kept out of the log`,
    );
  }
  throw new InputError(
    `${position}.${name} is no part of a rule: it takes ${MATCHERS.join(', ')}`,
  );
}

function readValues(
  name: Matcher,
  value: unknown,
  position: string,
): readonly string[] {
  const values = Array.isArray(value) ? value : [value];
  const vocabulary = VOCABULARY[name];
  for (const each of values) {
    if (typeof each !== 'string' || each === '') {
      throw new InputError(
        `${position} is ${JSON.stringify(
          each,
        )}, but takes a text or a list of texts, in which * stands for anything`,
      );
    }
    if (vocabulary && !each.includes('*') && !vocabulary.includes(each)) {
      throw new InputError(
        `${position} is ${each}, but takes ${vocabulary.join(', ')}`,
      );
    }
  }
  if (values.length === 0) {
    throw new InputError(
      `${position} is an empty list, which matches nothing; give a value or leave it out`,
    );
  }
  return values;
}
