// SPDX-License-Identifier: Apache-2.0
import { RangeSet } from './RangeSet';

describe('RangeSet', () => {
  it('is what a set of the same numbers is, whatever ranges it is made of', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 200; round++) {
      const all = Array.from({ length: 3 }, () =>
        Array.from({ length: random(6) }, () => {
          const from = random(60);
          return [from, from + random(8)] as const;
        }),
      );
      const numbers = new Set(
        all
          .flat()
          .flatMap(([from, to]) =>
            Array.from({ length: to - from }, (_, index) => from + index),
          ),
      );
      const set = RangeSet.union(all);

      expect(set.size).toBe(numbers.size);
      for (let number = 0; number < 70; number++) {
        expect(set.has(number)).toBe(numbers.has(number));
      }
      const { ranges } = set;
      ranges.forEach(([from, to], index) => {
        expect(from).toBeLessThan(to);
        // With a gap, or they would be one.
        expect(from).toBeGreaterThan(ranges[index - 1]?.[1] ?? -1);
      });
      const appended = new RangeSet();
      [...numbers]
        .sort((one, other) => one - other)
        .forEach(number => appended.append(number));
      expect(appended.equals(set)).toBe(true);
      expect(appended.ranges).toEqual(ranges);
    }
  });

  it('refuses what does not come in order, or twice', () => {
    const set = new RangeSet();
    set.append(3);
    set.append(4);
    expect(() => set.append(4)).toThrow('does not follow');
    expect(() => set.append(2)).toThrow('does not follow');
    set.append(6);
    expect(set.ranges).toEqual([
      [3, 5],
      [6, 7],
    ]);
    expect(set.equals(RangeSet.of([[3, 5]]))).toBe(false);
  });
});
