// SPDX-License-Identifier: Apache-2.0
import { boundJson } from './boundJson';
import { isBoundJson } from './isBoundJson';
import type { Limits } from './Limits';

const LIMITS: Limits = { metaSize: 300, textLength: 40, depth: 3, entries: 4 };

/** Numbers from 0 to below a limit, the same in each run (MINSTD). */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return limit => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}

function randomValue(below: (limit: number) => number, depth = 0): unknown {
  switch (below(depth > 3 ? 8 : 14)) {
    case 0:
      return null;
    case 1:
      return below(2) === 0;
    case 2:
      return [0, -0, 1.5, NaN, 1e400][below(5)];
    case 3:
      return [undefined, 1n, Symbol('s'), () => 1][below(4)];
    case 4:
      return [new Date(0), new Map([['a', 1]]), new Set([1]), new Error('e')][
        below(4)
      ];
    case 5:
    case 6:
    case 7:
      return 'x'.repeat(below(45));
    case 8:
    case 9:
      return Array.from({ length: below(6) }, () =>
        randomValue(below, depth + 1),
      );
    default:
      return Object.fromEntries(
        Array.from({ length: below(6) }, (_, index) => [
          ['__proto__', 'toJSON', 'k'.repeat(below(210)), `key ${index}`][
            below(4)
          ],
          randomValue(below, depth + 1),
        ]),
      );
  }
}

describe('isBoundJson', () => {
  it('says yes only of what bounding would leave as it is, and of most of that', () => {
    const wrong: number[] = [];
    const said = { yes: 0, no: 0, noInVain: 0 };
    for (let seed = 1; seed <= 20_000; seed++) {
      const value = randomValue(numbers(seed));
      const { value: bound, truncated } = boundJson(value, LIMITS);
      const isSame =
        truncated.length === 0 &&
        JSON.stringify(bound) === JSON.stringify(value);
      const isBound = isBoundJson(value, LIMITS);
      said.yes += isBound ? 1 : 0;
      said.no += isBound ? 0 : 1;
      said.noInVain += isSame && !isBound ? 1 : 0;
      if (isBound && !isSame) {
        wrong.push(seed);
      }
    }
    expect(wrong).toEqual([]);
    expect(said.yes).toBeGreaterThan(2_000);
    expect(said.no).toBeGreaterThan(2_000);
    // Dates, and whatever else has to be made into JSON.
    expect(said.noInVain).toBeLessThan(said.yes);
  });

  it('says yes of what was bounded once, given some room for markers', () => {
    const room = { ...LIMITS, metaSize: 1.25 * LIMITS.metaSize };
    const again: number[] = [];
    for (let seed = 1; seed <= 2_000; seed++) {
      const { value, truncated } = boundJson(
        randomValue(numbers(seed)),
        LIMITS,
      );
      if (truncated.length === 0 && !isBoundJson(value, room)) {
        again.push(seed);
      }
    }
    expect(again).toEqual([]);
  });

  it('ends with what holds itself, and does not throw with what throws', () => {
    const circle: Record<string, unknown> = {};
    circle.circle = circle;
    expect(isBoundJson(circle, LIMITS)).toBe(false);
    const fails = () => {
      throw new Error('fails');
    };
    expect(isBoundJson(new Proxy({}, { ownKeys: fails }), LIMITS)).toBe(false);
    expect(
      isBoundJson(
        Object.defineProperty({}, 'a', { get: fails, enumerable: true }),
        LIMITS,
      ),
    ).toBe(false);
  });
});
