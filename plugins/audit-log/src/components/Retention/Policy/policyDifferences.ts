// SPDX-License-Identifier: Apache-2.0
import type { RetentionPolicy } from 'backstage-plugin-audit-log-common';
import type { ChangedField } from '../../dialogs/ConflictNotice';
import { archiveWords, durationWords } from '../durations/durationWords';
import { ruleWords } from './ruleWords';

/** What is different between two policies, in words. */
export function policyDifferences(
  before: RetentionPolicy,
  now: RetentionPolicy,
): readonly ChangedField[] {
  const [rulesBefore, rulesNow] = [before, now].map(
    ({ rules }) => new Map(rules.map(rule => [rule.name, ruleWords(rule)])),
  );
  const names = [...new Set([...rulesBefore.keys(), ...rulesNow.keys()])];
  const orderIn = (rules: ReadonlyMap<string, string>) =>
    [...rules.keys()]
      .filter(name => rulesBefore.has(name) && rulesNow.has(name))
      .join(', ');
  const fields = [
    {
      title: 'Live',
      before: durationWords(before.live),
      now: durationWords(now.live),
    },
    {
      title: 'Archive',
      before: archiveWords(before.archive),
      now: archiveWords(now.archive),
    },
    ...names.map(name => ({
      title: `Rule ${name}`,
      before: rulesBefore.get(name) ?? '',
      now: rulesNow.get(name) ?? '',
    })),
    {
      title: 'Order of the rules',
      before: orderIn(rulesBefore),
      now: orderIn(rulesNow),
    },
  ];
  return fields.filter(field => field.before !== field.now);
}
