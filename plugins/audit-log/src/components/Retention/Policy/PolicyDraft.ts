// SPDX-License-Identifier: Apache-2.0
import type {
  RetentionPolicy,
  RetentionRule,
} from 'backstage-plugin-audit-log-common';
import {
  durationDraft,
  durationOf,
  durationProblem,
  type DurationDraft,
} from '../durations/DurationDraft';

/** A rule as it is typed. */
export interface RuleDraft {
  /** Tells it from the others, whatever it is called. */
  readonly key: string;
  readonly name: string;
  readonly category: readonly string[];
  readonly action: readonly string[];
  readonly live: DurationDraft;
  readonly archive: DurationDraft;
}

/** A policy as it is typed. */
export interface PolicyDraft {
  readonly live: DurationDraft;
  readonly archive: DurationDraft;
  readonly rules: readonly RuleDraft[];
}

/** As many as the API takes. */
export const MOST_RULES = 50;

let rulesMade = 0;

/** A rule to be edited; without one, a new one. */
export function ruleDraft(rule: RetentionRule = { name: '' }): RuleDraft {
  rulesMade += 1;
  const { name, category = [], action = [], live, archive } = rule;
  return {
    key: String(rulesMade),
    name,
    category,
    action,
    live: durationDraft(live, 'live'),
    archive: durationDraft(archive, 'archive'),
  };
}

export function policyDraft(policy: RetentionPolicy): PolicyDraft {
  return {
    live: durationDraft(policy.live, 'live'),
    archive: durationDraft(policy.archive, 'archive'),
    rules: policy.rules.map(ruleDraft),
  };
}

/** What is wrong with a rule; undefined when nothing is. */
export function ruleProblem(
  rule: RuleDraft,
  { rules }: PolicyDraft,
): string | undefined {
  const { key, name, category, action, live, archive } = rule;
  if (!/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(name)) {
    return 'Give it a name of small letters, digits and hyphens, up to 40';
  }
  if (name === 'default') {
    return 'The name default is that of what no rule matches';
  }
  if (rules.some(other => other.key !== key && other.name === name)) {
    return 'Another rule has this name';
  }
  if (category.length === 0 && action.length === 0) {
    return 'Say which categories or actions it is for';
  }
  return durationProblem(live) || durationProblem(archive)
    ? 'Say how long'
    : undefined;
}

/** Whether a draft is a policy. */
export function isPolicy(draft: PolicyDraft): boolean {
  return (
    !durationProblem(draft.live) &&
    !durationProblem(draft.archive) &&
    draft.rules.every(rule => !ruleProblem(rule, draft))
  );
}

/** The policy that was typed, once it is one. */
export function policyOf({
  live,
  archive,
  rules,
}: PolicyDraft): RetentionPolicy {
  return {
    live: durationOf(live, 'live') ?? '',
    archive: durationOf(archive, 'archive') ?? '',
    rules: rules.map(ruleOf),
  };
}

function ruleOf(rule: RuleDraft): RetentionRule {
  const { name, category, action } = rule;
  return {
    name,
    category: category.length > 0 ? [...category] : undefined,
    action: action.length > 0 ? [...action] : undefined,
    live: durationOf(rule.live, 'live'),
    archive: durationOf(rule.archive, 'archive'),
  };
}
