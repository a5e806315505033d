// SPDX-License-Identifier: Apache-2.0
import { durationDraft, durationOf, durationProblem } from './DurationDraft';

describe('a duration that is edited', () => {
  it.each([
    ['P1Y', 'live', '1', 'years'],
    ['P1Y6M', 'live', '18', 'months'],
    ['P90D', 'live', '90', 'days'],
    ['P2W', 'live', '2', 'weeks'],
    ['P1W3D', 'live', '10', 'days'],
    ['P0D', 'live', '0', 'days'],
    ['P0D', 'archive', '', 'none'],
    ['forever', 'archive', '', 'forever'],
    ['P1Y10D', 'archive', '', 'given'],
    [undefined, 'archive', '', 'same'],
  ] as const)(
    'takes %s (%s) apart, and leaves it as it was',
    (duration, kind, amount, unit) => {
      const draft = durationDraft(duration, kind);
      expect(draft).toEqual({ amount, unit, given: duration });
      expect(durationOf(draft, kind)).toBe(duration);
    },
  );

  it.each([
    [{ amount: '6', unit: 'months' }, 'P6M'],
    [{ amount: '007', unit: 'days' }, 'P7D'],
    [{ amount: '2', unit: 'weeks' }, 'P2W'],
    [{ amount: '', unit: 'none' }, 'P0D'],
    [{ amount: '', unit: 'forever' }, 'forever'],
    [{ amount: '', unit: 'same' }, undefined],
  ] as const)('makes %j into %s', (draft, duration) => {
    expect(durationProblem(draft)).toBeUndefined();
    expect(durationOf({ ...draft, given: 'P1Y' }, 'archive')).toBe(duration);
  });

  it.each(['', ' ', '-1', '0', '1.5', '1e3', '201', 'one'])(
    'finds fault with %j years',
    amount => {
      expect(durationProblem({ amount, unit: 'years' })).toMatch(
        /whole number/,
      );
    },
  );
});
