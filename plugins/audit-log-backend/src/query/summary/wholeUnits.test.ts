// SPDX-License-Identifier: Apache-2.0
import { seededRandom } from '../__testUtils__/seededRandom';
import { type Piece, wholeUnits } from './wholeUnits';

const UNIT = 60;
const SPAN = 20 * UNIT;
const LATER = Number.MAX_SAFE_INTEGER;

/** What is counted of each time, by the rules for the window: 1 of those in it, 0 of all others, if they are right. */
function countOfEach(
  window: Piece,
  boundaries: readonly number[],
  now: number,
): number[] {
  const units = wholeUnits(window, boundaries, UNIT, now);
  return Array.from({ length: SPAN }, (_, time) => {
    const unit = Math.floor(time / UNIT) * UNIT;
    const isWhole =
      unit >= units.begin && unit < units.end && !units.without.includes(unit);
    const isIn = ({ from, to }: Piece) => time >= from && time < to;
    return (
      (isWhole ? 1 : 0) +
      units.added.filter(isIn).length -
      units.taken.filter(isIn).length
    );
  });
}

describe('wholeUnits', () => {
  it('counts what is in the window once, and nothing else', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 2_000; round++) {
      const from = random.below(SPAN - 1);
      const to = from + 1 + random.below(SPAN - from - 1);
      const boundaries = Array.from({ length: random.below(4) }, () =>
        random.below(SPAN),
      );
      const counts = countOfEach({ from, to }, boundaries, LATER);
      expect({ from, to, boundaries, counts }).toEqual({
        from,
        to,
        boundaries,
        counts: counts.map((_, time) => (time >= from && time < to ? 1 : 0)),
      });
    }
  });

  it('counts a unit by event that a boundary of the timeline cuts', () => {
    const { without, added, taken } = wholeUnits(
      { from: 70, to: 300 },
      [65, 150, 180],
      UNIT,
      LATER,
    );
    expect(without).toEqual([60, 120]);
    expect(added).toEqual([
      { from: 70, to: 120 },
      { from: 120, to: 180 },
    ]);
    expect(taken).toEqual([]);
  });

  it('takes off the shorter side, and has none at an end that is now', () => {
    expect(wholeUnits({ from: 10, to: 70 }, [], UNIT, 70)).toEqual({
      begin: 0,
      end: 70,
      without: [],
      added: [],
      taken: [
        { from: 0, to: 10 },
        { from: 70, to: 120 },
      ],
    });
    expect(wholeUnits({ from: 50, to: 130 }, [], UNIT, LATER)).toEqual({
      begin: 0,
      end: 130,
      without: [0, 120],
      added: [
        { from: 50, to: 60 },
        { from: 120, to: 130 },
      ],
      taken: [],
    });
  });
});
