// SPDX-License-Identifier: Apache-2.0
import { timeOfUuid } from '../timeOfUuid';
import { newUuid } from './newUuid';

/** RFC 9562, section 5.7: version 7, variant 10. */
const UUID_V7 =
  /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

describe('newUuid', () => {
  it('makes ids of now, in order, none twice, however many', () => {
    const begun = Date.now();
    const ids = Array.from({ length: 20_000 }, newUuid);
    expect(ids.filter(id => !UUID_V7.test(id))).toEqual([]);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(timeOfUuid(ids[0])).toBeGreaterThanOrEqual(begun);
    expect(timeOfUuid(ids[0])).toBeLessThanOrEqual(Date.now());
  });

  it('makes ids of which nothing tells the next', () => {
    const tails = Array.from({ length: 5_000 }, () => newUuid().slice(-8));
    // Of 32 random bits a pair is the same by chance once in 340 runs; three pairs are not.
    expect(new Set(tails).size).toBeGreaterThan(tails.length - 3);
  });
});
