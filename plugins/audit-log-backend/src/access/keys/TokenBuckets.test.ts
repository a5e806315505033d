// SPDX-License-Identifier: Apache-2.0
import { TokenBuckets } from './TokenBuckets';

const SECOND = 1_000;

function start() {
  let time = 0;
  const buckets = TokenBuckets.create({ elapsed: () => time });
  return {
    advance: (milliseconds: number) => void (time += milliseconds),
    /** How many of so many requests are let through. */
    letThrough: (requests: number, id: string, requestsPerMinute: number) =>
      Array.from({ length: requests }, () =>
        buckets.take({ id, requestsPerMinute }),
      ).filter(wait => wait === undefined).length,
    take: (id: string, requestsPerMinute: number) =>
      buckets.take({ id, requestsPerMinute }),
  };
}

describe('TokenBuckets', () => {
  it('lets a minute’s worth through at once, and then as many as come in', () => {
    const { advance, letThrough, take } = start();
    expect(letThrough(700, 'a', 600)).toBe(600);
    expect(take('a', 600)).toBe(1);
    advance(SECOND);
    expect(letThrough(20, 'a', 600)).toBe(10);
    advance(3_600 * SECOND);
    expect(letThrough(700, 'a', 600)).toBe(600);
  });

  it.each([1, 3, 7, 59, 600, 60_000])(
    'lets the next through after as long as it says, at %i a minute',
    perMinute => {
      const { advance, letThrough, take } = start();
      letThrough(perMinute, 'a', perMinute);
      const wait = take('a', perMinute)!;
      expect(wait).toBeGreaterThanOrEqual(1);
      expect(wait).toBeLessThanOrEqual(Math.ceil(60 / perMinute));
      advance(wait * SECOND);
      expect(take('a', perMinute)).toBeUndefined();
    },
  );

  it('counts each key for itself, and goes by what it may do now', () => {
    const { advance, letThrough } = start();
    expect(letThrough(10, 'a', 5)).toBe(5);
    expect(letThrough(10, 'b', 5)).toBe(5);
    advance(60 * SECOND);
    // Less than was saved up, from now on.
    expect(letThrough(10, 'a', 2)).toBe(2);
  });

  it('does not wait longer for having been refused', () => {
    const { advance, letThrough } = start();
    letThrough(60, 'a', 60);
    expect(letThrough(1_000, 'a', 60)).toBe(0);
    advance(SECOND);
    expect(letThrough(10, 'a', 60)).toBe(1);
  });
});
