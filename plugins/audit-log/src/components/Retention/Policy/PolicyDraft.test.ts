// SPDX-License-Identifier: Apache-2.0
import type { RetentionPolicy } from 'backstage-plugin-audit-log-common';
import {
  isPolicy,
  policyDraft,
  policyOf,
  ruleDraft,
  ruleProblem,
} from './PolicyDraft';

const policy: RetentionPolicy = {
  live: 'P1Y6M',
  archive: 'P0D',
  rules: [
    { name: 'sign-ins', category: ['auth'], archive: 'forever' },
    { name: 'tasks', action: ['scaffolder.task.*'], live: 'P1M' },
  ],
};

describe('a policy that is edited', () => {
  it('is the same when nothing was', () => {
    const draft = policyDraft(policy);
    expect(isPolicy(draft)).toBe(true);
    // As JSON, in which what is undefined is absent.
    expect(JSON.parse(JSON.stringify(policyOf(draft)))).toEqual(policy);
  });

  it.each([
    ['', /small letters/],
    ['Sign-ins', /small letters/],
    ['-sign', /small letters/],
    ['a'.repeat(41), /small letters/],
    ['default', /no rule matches/],
    ['tasks', /Another rule/],
    ['a'.repeat(40), /none/],
  ])('finds fault with a rule called %j', (name, problem) => {
    const draft = policyDraft(policy);
    const [first, second] = draft.rules;
    const renamed = { ...first, name };
    const changed = { ...draft, rules: [renamed, second] };
    expect(ruleProblem(renamed, changed) ?? 'none').toMatch(problem);
    expect(isPolicy(changed)).toBe(problem.test('none'));
  });

  it('finds fault with a rule for nothing, and with one for no time that there is', () => {
    const draft = policyDraft(policy);
    const rule = { ...ruleDraft(), name: 'new' };
    expect(ruleProblem(rule, draft)).toMatch(/which categories or actions/);
    const timed = {
      ...rule,
      category: ['auth'],
      live: { amount: '', unit: 'days' as const },
    };
    expect(ruleProblem(timed, draft)).toBe('Say how long');
  });
});
