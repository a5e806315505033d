// SPDX-License-Identifier: Apache-2.0
import type { RetentionPolicy } from 'backstage-plugin-audit-log-common';
import { policyDifferences } from './policyDifferences';

const policy: RetentionPolicy = {
  live: 'P1Y',
  archive: 'P1Y',
  rules: [
    { name: 'sign-ins', category: ['auth'], live: 'P90D' },
    { name: 'tasks', action: ['scaffolder.task.*'], archive: 'P0D' },
  ],
};

describe('the differences of policies', () => {
  it('are none between a policy and itself', () => {
    expect(policyDifferences(policy, { ...policy })).toEqual([]);
  });

  it('are durations, rules that changed, came or went, and their order', () => {
    const [signIns, tasks] = policy.rules;
    expect(
      policyDifferences(policy, {
        live: 'P6M',
        archive: 'forever',
        rules: [
          { name: 'reads', category: ['read', 'other'] },
          { ...tasks, live: 'P1M' },
          signIns,
        ],
      }),
    ).toEqual([
      { title: 'Live', before: '1 year', now: '6 months' },
      { title: 'Archive', before: '1 year', now: 'for ever' },
      {
        title: 'Rule tasks',
        before: 'action scaffolder.task.*, live as for all, archive not at all',
        now: 'action scaffolder.task.*, live 1 month, archive not at all',
      },
      {
        title: 'Rule reads',
        before: '',
        now: 'category read or other, live as for all, archive as for all',
      },
      {
        title: 'Order of the rules',
        before: 'sign-ins, tasks',
        now: 'tasks, sign-ins',
      },
    ]);
    expect(policyDifferences(policy, { ...policy, rules: [tasks] })).toEqual([
      {
        title: 'Rule sign-ins',
        before: 'category auth, live 90 days, archive as for all',
        now: '',
      },
    ]);
  });
});
