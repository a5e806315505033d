// SPDX-License-Identifier: Apache-2.0
import { boundJson } from './boundJson';
import { DEFAULT_LIMITS } from './Limits';
import { mergeFields } from './mergeFields';

describe('mergeFields', () => {
  it('takes later fields over earlier ones, and what is no object for nothing', () => {
    expect({
      ...mergeFields([{ a: 1, b: 1 }, undefined, 'text', [7], { b: 2 }], 10),
    }).toEqual({ a: 1, b: 2 });
    expect(mergeFields([undefined, null], 10)).toEqual({});
  });

  it('reads no more fields than are kept, and says how many there were', () => {
    const wide = Object.fromEntries(
      Array.from({ length: 100_000 }, (_, index) => [`field${index}`, index]),
    );
    const merged = mergeFields([wide, { outcome: 'fine' }], 3);
    expect(boundJson(merged, DEFAULT_LIMITS)).toMatchObject({
      value: {
        field0: 0,
        field1: 1,
        field2: 2,
        '[truncated]': '[99,997 more fields]',
        outcome: 'fine',
      },
      truncated: ['/[truncated]'],
    });
  });

  it('survives getters and proxies that throw', () => {
    const fail = () => {
      throw new Error('Not today');
    };
    const getter = Object.defineProperty({}, 'bad', {
      enumerable: true,
      get: fail,
    });
    const proxy = new Proxy({}, { ownKeys: fail });
    const merged = mergeFields([getter, proxy, { good: 1 }], 10);
    expect(boundJson(merged, DEFAULT_LIMITS).value).toEqual({
      bad: '[unreadable]',
      good: 1,
    });
  });
});
