// SPDX-License-Identifier: Apache-2.0
import { dayInput, lastMoment } from '../../../view/lastMoment';
import { questionFromParams, withQuestion } from './question';

describe('questionFromParams', () => {
  it.each([
    {},
    { permission: 'audit-log.read' },
    {
      permission: 'catalog.entity.delete',
      project: 'system:default/payments',
      asOf: '2026-02-01T22:59:59.999Z',
    },
  ])('and withQuestion are each other’s inverse: %j', question => {
    const params = withQuestion(new URLSearchParams('tab=x'), question);
    expect(questionFromParams(params)).toEqual(question);
    expect(params.get('tab')).toBe('x');
  });

  it('takes what an earlier question left out of the URL', () => {
    const before = new URLSearchParams(
      'permission=a&project=b&asOf=2026-01-01',
    );
    expect(withQuestion(before, { permission: 'c' }).toString()).toBe(
      'permission=c',
    );
  });

  it('asks about now when the time makes no sense', () => {
    expect(
      questionFromParams(new URLSearchParams('permission=a&asOf=yesterday')),
    ).toEqual({ permission: 'a' });
  });
});

describe('lastMoment', () => {
  it('is of the day that it came from, to the millisecond', () => {
    const time = lastMoment('2026-03-29')!;
    expect(dayInput(time)).toBe('2026-03-29');
    expect(dayInput(new Date(Date.parse(time) + 1).toISOString())).toBe(
      '2026-03-30',
    );
  });

  it('is not there for what is no day', () => {
    expect(lastMoment('')).toBeUndefined();
    expect(dayInput('tomorrow')).toBe('');
    expect(dayInput(undefined)).toBe('');
  });
});
