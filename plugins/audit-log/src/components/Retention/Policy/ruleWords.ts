// SPDX-License-Identifier: Apache-2.0
import type { RetentionRule } from 'backstage-plugin-audit-log-common';
import { archiveWords, durationWords } from '../durations/durationWords';

const AS_FOR_ALL = 'as for all';

/** How long the live table has what a rule is about. */
export function ruleLiveWords({ live }: Pick<RetentionRule, 'live'>): string {
  return live === undefined ? AS_FOR_ALL : durationWords(live);
}

/** How long the archive has what a rule is about. */
export function ruleArchiveWords({
  archive,
}: Pick<RetentionRule, 'archive'>): string {
  return archive === undefined ? AS_FOR_ALL : archiveWords(archive);
}

/** What a rule is about, and how long that is kept. */
export function ruleWords(rule: RetentionRule): string {
  const { category = [], action = [] } = rule;
  return [
    category.length > 0 && `category ${category.join(' or ')}`,
    action.length > 0 && `action ${action.join(' or ')}`,
    `live ${ruleLiveWords(rule)}`,
    `archive ${ruleArchiveWords(rule)}`,
  ]
    .filter(Boolean)
    .join(', ');
}
