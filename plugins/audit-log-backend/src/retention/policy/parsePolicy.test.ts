// SPDX-License-Identifier: Apache-2.0
import { parsePolicy } from './parsePolicy';

const rule = { name: 'tasks', action: ['scaffolder.*'], live: 'P30D' };
const policy = { live: 'P1Y', archive: 'P1Y', rules: [rule] };

describe('parsePolicy', () => {
  it('gives every way to say the same in one form', () => {
    const one = parsePolicy(policy, 'policy');
    expect(one).toEqual(policy);
    const other = parsePolicy(
      {
        rules: [{ live: { days: 30 }, action: 'scaffolder.*', name: 'tasks' }],
        archive: '1y',
        live: { years: 1 },
      },
      'policy',
    );
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
    expect(parsePolicy({}, 'policy')).toEqual({
      live: 'P1Y',
      archive: 'P1Y',
      rules: [],
    });
  });

  it.each<[given: unknown, place: string]>([
    [undefined, 'policy: '],
    [[], 'policy: '],
    ['P1Y', 'policy: '],
    [{ ...policy, other: 1 }, 'policy.other: '],
    [{ ...policy, live: 'forever' }, 'policy.live: '],
    [{ ...policy, live: 'P0D' }, 'policy.live: '],
    [{ ...policy, live: '12h' }, 'policy.live: '],
    [{ ...policy, live: 'P201Y' }, 'policy.live: '],
    [{ ...policy, live: 365 }, 'policy.live: '],
    [{ ...policy, archive: 'never' }, 'policy.archive: '],
    [{ ...policy, archive: 'P9999Y' }, 'policy.archive: '],
    [{ ...policy, rules: {} }, 'policy.rules: '],
    [{ ...policy, rules: Array(51).fill(rule) }, 'policy.rules: '],
    [{ ...policy, rules: [rule, rule] }, 'policy.rules[1].name: '],
    [{ ...policy, rules: [null] }, 'policy.rules[0]: '],
    [
      { ...policy, rules: [{ ...rule, actor: 'x' }] },
      'policy.rules[0].actor: ',
    ],
    ...['default', '', 'A', '-a', 'a-', '../x', 'a b', 'a'.repeat(41), 7].map(
      (name): [unknown, string] => [
        { ...policy, rules: [{ ...rule, name }] },
        'policy.rules[0].name: ',
      ],
    ),
    [{ ...policy, rules: [{ name: 'x' }] }, 'policy.rules[0]: '],
    [
      { ...policy, rules: [{ ...rule, action: [] }] },
      'policy.rules[0].action: ',
    ],
    [
      { ...policy, rules: [{ ...rule, action: [''] }] },
      'policy.rules[0].action: ',
    ],
    [
      { ...policy, rules: [{ ...rule, category: [1] }] },
      'policy.rules[0].category: ',
    ],
    [
      { ...policy, rules: [{ ...rule, category: Array(101).fill('x') }] },
      'policy.rules[0].category: ',
    ],
    [{ ...policy, rules: [{ ...rule, live: '' }] }, 'policy.rules[0].live: '],
    [
      { ...policy, rules: [{ ...rule, archive: 'PT1H' }] },
      'policy.rules[0].archive: ',
    ],
  ])('refuses %j', (given, place) => {
    expect(() => parsePolicy(given, 'policy')).toThrow(place);
  });
});
